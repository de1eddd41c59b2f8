# Every augmented assignment on plain numbers.
x = 17
x += 3; print(x)
x -= 5; print(x)
x *= 4; print(x)
x //= 7; print(x)
x **= 3; print(x)
x %= 100; print(x)
x <<= 4; print(x)
x >>= 2; print(x)
x |= 1; print(x)
x &= 0xF0; print(x)
x ^= 0xFF; print(x)
x /= 2; print(x)
try:
    x @= 2
except TypeError as error:
    print(error)
try:
    x <<= 1
except TypeError as error:
    print(error)
try:
    x += "s"
except TypeError as error:
    print(error)
print(x)
