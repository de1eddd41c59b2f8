# bool() and its limits.
print(bool(), bool(0), bool("False"), bool([]), bool([[]]), bool(None), bool(...), bool(0.0), bool(-1), bool(float("nan")), repr(True), str(False), bool("") is False, True + 1, [False, True][True])
print(True and "x", not "", True.__class__, (True).real, bool.__name__, isinstance(True, bool), type(bool(5)).__name__, int(True), float(False))
for case in (lambda: bool(1, 2), lambda: bool(x=1), lambda: setattr(True, "x", 1)):
    try:
        print(case())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
print(True == 1, True is not 1.0.__class__, {True: "a", 1: "b", 1.0: "c"}, sorted([True, False, 0.5]), sum([True] * 3), "%d %s" % (True, True), f"{True:d} {True}", True // 1, -True)
