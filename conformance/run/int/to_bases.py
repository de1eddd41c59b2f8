# bin, oct and hex of small, negative and large ints, and literals in all bases.
for n in (0, 1, 255, -255, 2 ** 64, -(2 ** 70) + 1, True):
    print(bin(n), oct(n), hex(n))
print(0b1010, 0o17, 0xFF, 0XfF, 0B1, 0O7, 1_000_000, 0x_ff, 0b_1_0, 0_0, 00)
class I:
    def __index__(self):
        return 10

print(bin(I()), oct(I()), hex(I()))
for value in (1.5, "1", None):
    for function in (bin, oct, hex):
        try:
            function(value)
        except TypeError as error:
            print(error)
