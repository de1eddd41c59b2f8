# type() with three arguments, and changing __class__, __bases__ stay consistent.
def greet(self):
    return f"hi from {type(self).__name__} {self.x}"

T = type("T", (), {"x": 5, "greet": greet})
S = type("S", (T,), {"x": 6})
print(T().greet(), S().greet(), T.__name__, S.__mro__[1] is T, T.__module__, type(T), type(S()).__name__)
class A:
    def m(self): return "A"
class B:
    def m(self): return "B"

a = A()
a.k = 1
a.__class__ = B
print(a.m(), a.k, isinstance(a, B), type(a) is B)
B.__name__ = "Renamed"
print(type(a).__name__, B.__qualname__, B)
for case in (lambda: setattr(a, "__class__", 5), lambda: setattr(a, "__class__", int), lambda: type("X", 5, {}), lambda: type(5, (), {}), lambda: type("X", (), 5), lambda: type(), lambda: type(1, 2), lambda: setattr(5, "__class__", B), lambda: setattr(int, "x", 1), lambda: setattr(B, "__name__", 5), lambda: type("a\0b", (), {})):
    try:
        print(case())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
