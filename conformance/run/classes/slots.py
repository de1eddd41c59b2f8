# __slots__: fixed attributes, no dict, inheritance, and errors.
class P:
    __slots__ = ("x", "y")
    def __init__(self, x):
        self.x = x

p = P(1)
print(p.x, hasattr(p, "y"), hasattr(p, "__dict__"), P.__slots__, type(P.x).__name__)
p.y = 2
del p.x
class Q(P):
    __slots__ = ["z"]

class R(P):
    pass

q, r = Q(1), R(2)
q.z = 3
r.anything = 4
print(q.x, q.z, r.anything, r.__dict__, r.x)
class One:
    __slots__ = "single"

One().single = 1
def both():
    class X:
        __slots__ = ("a",)
        a = 1
def name():
    class X:
        __slots__ = ("1a",)
def number():
    class X:
        __slots__ = (5,)
def twice():
    class X(P, One):
        pass

for case in (lambda: p.x, lambda: setattr(p, "w", 1), lambda: setattr(q, "w", 1), lambda: delattr(p, "x"), lambda: p.w, both, name, number, twice, lambda: setattr(One(), "other", 1)):
    try:
        case()
    except (AttributeError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
