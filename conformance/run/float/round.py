# Correct rounding of the decimal value, ties to even on exact halves.
for value in (0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1.005, 0.125, 0.375, 1e16, 123.456):
    print(value, round(value), round(value, 0), round(value, 1), round(value, 2), round(value, -1))
print(round(1.5, None), type(round(1.5)), type(round(1.5, 0)), round(5e300, -300), round(1234.5, -400), round(1.5, 400), round(-0.4), round(-0.4, 0))
for value in (float("inf"), float("nan")):
    print(round(value, 2))
    try:
        round(value)
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)
try:
    round(1.5, 1.0)
except TypeError as error:
    print(error)
try:
    round("a")
except TypeError as error:
    print(error)
