# Class patterns: isinstance, keyword attributes, __match_args__, positional built-ins.
class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y

class Named(Point):
    def __init__(self, x, y, name):
        super().__init__(x, y)
        self.name = name

def f(v):
    match v:
        case Named(0, name="origin"): return "named origin"
        case Point(0, 0): return "origin"
        case Point(x=0, y=y): return ("y axis", y)
        case Point(x, y) if x == y: return ("diagonal", x)
        case Point(): return "some point"
        case bool(b): return ("bool", b)
        case int(n) | float(n): return ("number", n)
        case str(s): return ("str", s)
        case list([a, b]): return ("list of two", a, b)
        case dict(d): return ("dict", d)
        case tuple((1, *rest)): return ("tuple", rest)
        case set() | frozenset() | bytes(): return "set or bytes"
        case type(): return "a class"
        case BaseException(args=[message]): return message
        case object(__class__=c): return c.__name__

for v in (Named(0, 1, "origin"), Named(0, 0, "n"), Point(0, 0), Point(0, 5), Point(3, 3), Point(1, 2), True, 5, 2.5, "s", [1, 2], [1], {"k": 1}, (1, 2, 3), {1}, b"", int, ValueError("msg"), None):
    print(f(v))
