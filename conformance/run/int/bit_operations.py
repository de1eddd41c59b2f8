# Two's complement semantics on negative and large ints.
for a, b in [(12, 10), (-12, 10), (12, -10), (-12, -10), (2 ** 70, -1), (-(2 ** 70), 2 ** 70 - 1), (-1, 2 ** 64)]:
    print(a & b, a | b, a ^ b)
print(~0, ~-1, ~(2 ** 64), -1 >> 100, -5 >> 1, 5 >> 1, -1 << 3, 1 << 100, (1 << 100) >> 98, -(1 << 100) >> 99)
print(0 << 1000, 5 >> 10 ** 30, -5 >> 10 ** 30)
for case in (lambda: 1 << -1, lambda: 1 >> -1, lambda: 0 << -1, lambda: 1 >> -(2 ** 70)):
    try:
        print(case())
    except ValueError as error:
        print(error)
