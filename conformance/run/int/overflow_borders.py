# Results that cross 32, 48 and 64 bit borders stay exact and come back.
for bits in (31, 32, 47, 48, 53, 62, 63, 64, 128):
    n = 1 << bits
    print(bits, n - 1, n, -n, -n - 1, (n - 1) + 1 == n, (n + 1) - 1 == n, (n - 1) * (n + 1) == n * n - 1, -(-n) == n)
x = 2 ** 47 - 1
for _ in range(3):
    x += 1
    print(x, -x, x // -1, abs(-x), ~x)
print((2 ** 24) * (2 ** 24), (2 ** 31) * (-(2 ** 31)), (-(2 ** 63)) // -1, -(2 ** 47) // -1, -(2 ** 31) * -(2 ** 31))
