# Arithmetic far beyond 64 bits.
a = 2 ** 200 + 12345
b = 3 ** 100 - 7
print(a + b)
print(a - b)
print(a * b)
print(a // b, a % b)
print(-a // b, -a % b, a // -b, a % -b)
print(a ** 3 % 10 ** 20, (a * b) // a == b)
print(-a + a, a - a + 1, 0 * a, b.bit_length())
factorial = 1
for n in range(1, 51):
    factorial *= n
print(factorial)
