# int with float gives float; an int too large for a float overflows; true division of ints is correctly rounded.
print(1 + 2.0, 3 * 0.5, 7 - 7.0, 2 ** 0.5, 2.0 ** 3, 4 // 2.0)
print(10 ** 400 // 10 ** 399, 10 ** 400 / 10 ** 399, (10 ** 23) / 3)
print((2 ** 53 + 1) / 1, (2 ** 53 + 1) / (2 ** 53), 9007199254740993 / 3)
for case in (lambda: 10 ** 400 + 1.0, lambda: 10 ** 400 / 3, lambda: float(10 ** 400), lambda: 1.5 * 10 ** 309, lambda: 10 ** 400 * 1.0):
    try:
        print(case())
    except OverflowError as error:
        print(error)
