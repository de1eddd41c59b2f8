# Methods every object has, called explicitly.
o = object()
print(o == o, o != object(), hash(o) == hash(o), isinstance(o, object), o.__class__.__name__, (5).__class__, o.__eq__(o), o.__eq__(5), o.__ne__(o), (5).__eq__(5.0), (5).__lt__("a"), "a".__len__(), [1].__contains__(1))
print((5).__add__(3), (5).__add__(3.0), (5).__radd__(2), (7).__floordiv__(2), (5.0).__mul__(2), "a".__add__("b"), [1].__add__([2]), (3).__neg__(), (5).__bool__(), (0).__bool__(), "x".__mul__(3), {"a": 1}.__getitem__("a"), (2).__pow__(3, 5), (-5).__abs__(), [3].__iter__().__next__(), (5).__str__(), "q".__repr__(), (255).__format__("x"), (1).__hash__())
for case in (lambda: o < o, lambda: o.__lt__(o), lambda: o.x, lambda: o(), lambda: o + o, lambda: (5).__add__(), lambda: "a".__add__(5), lambda: (5).__getitem__, lambda: o.__init__(1), lambda: object.__eq__(), lambda: int.__add__("a", 1), lambda: str.__len__([])):
    try:
        print(case())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
