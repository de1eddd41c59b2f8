# int() of floats and objects: truncation, __int__, __index__, and failures.
class HasInt:
    def __int__(self):
        return 42

class HasIndex:
    def __index__(self):
        return 7

class HasTrunc:
    def __trunc__(self):
        return 5

class Bad:
    def __int__(self):
        return "x"

print(int(3.9), int(-3.9), int(1e20), int(True), int(), int(HasInt()), int(HasIndex()), int(-0.5))
for value in (None, [], "a", Bad(), float("inf"), float("-inf"), float("nan"), object, {}):
    try:
        print(int(value))
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
for case in (lambda: int(5, 10), lambda: int(base=10), lambda: int("1", 2, 3), lambda: int("1", 2.0), lambda: int(x="1")):
    try:
        print(case())
    except TypeError as error:
        print(error)
