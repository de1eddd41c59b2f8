# format() calls __format__ of the type; a spec must be a str.
class F:
    def __format__(self, spec): return f"<{spec}>"
class Default:
    def __str__(self): return "str of Default"

print(format(F()), format(F(), "abc"), format(5), format(5, "03"), format("a", ">3"), format(None), format([1]), format(Default()), format(True), format(3.0), format(F, "") == str(F), format((1, 2)))
for case in (lambda: format(5, 5), lambda: format(Default(), "x"), lambda: format([], "5"), lambda: format(None, "s"), lambda: format(), lambda: format(5, "q"), lambda: format("a", "d"), lambda: format(5, "5", 5), lambda: format({}, ">5"), lambda: format(F, ">5")):
    try:
        print(case())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
