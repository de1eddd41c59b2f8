# round of ints, floats, bools and objects.
print(round(2.5), round(3.5), round(-2.5), round(2.567, 2), round(1234, -2), round(True), round(5), round(1e20), round(0.1 + 0.2, 10), round(1.15, 1), round(1.25, 1), round(number=2.7), round(2.75, ndigits=1), type(round(2.5)), type(round(2.5, 0)))
class R:
    def __round__(self, n=None): return ("rounded", n)

print(round(R()), round(R(), 2), round(R(), None), round(R(), "any"))
for case in (lambda: round(), lambda: round("2"), lambda: round([]), lambda: round(2.5, "1"), lambda: round(2.5, 1.0), lambda: round(1, 2, 3), lambda: round(None), lambda: round(object), lambda: round(float("nan")), lambda: round(float("inf"))):
    try:
        print(case())
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
