# Integer powers, negative exponents, and three-argument pow.
print(2 ** 10, (-3) ** 3, (-3) ** 4, 0 ** 0, 1 ** -5, (-1) ** -3, 2 ** -2, (-2) ** -3, 10 ** 20)
print(pow(3, 200, 13), pow(-3, 3, 5), pow(3, 3, -5), pow(2, 0, 1), pow(5, 0, 7), pow(2, 10 ** 20, 1000007))
print(pow(3, -1, 11), pow(7, -3, 20), pow(2, -1, -5), pow(base=2, exp=5, mod=7))
for case in (lambda: pow(2, -1, 4), lambda: pow(2, 3, 0), lambda: pow(2.0, 3, 5), lambda: pow(2, 3, 1.5), lambda: pow("2", 3), lambda: pow(2)):
    try:
        print(case())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
