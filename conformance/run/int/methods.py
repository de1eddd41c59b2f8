# bit_length, bit_count, to_bytes, from_bytes, as_integer_ratio, is_integer and the parts of a number.
for n in (0, 1, -1, 255, 256, -256, 2 ** 100):
    print(n, n.bit_length(), n.bit_count(), n.as_integer_ratio(), n.is_integer(), n.conjugate() == n)
print((5).real, (5).imag, (5).numerator, (5).denominator, (True).real)
print((1024).to_bytes(2), (1024).to_bytes(4, "little"), (-2).to_bytes(2, signed=True), (0).to_bytes(0), (255).to_bytes())
print(int.from_bytes(b"\x04\x00"), int.from_bytes(b"\x00\x04", "little"), int.from_bytes(b"\xff\xfe", signed=True), int.from_bytes([1, 2, 3]))
for case in (lambda: (256).to_bytes(1), lambda: (-1).to_bytes(1), lambda: (1).to_bytes(2, "middle"), lambda: (1).to_bytes(-1), lambda: (128).to_bytes(1, signed=True)):
    try:
        case()
    except (ValueError, OverflowError) as error:
        print(type(error).__name__, error)
