# Class and instance attributes: lookup, shadowing, deletion, and the instance's dict.
class C:
    shared = []
    number = 1
    def __init__(self, name):
        self.name = name

a, b = C("a"), C("b")
a.shared.append(1)
a.number = 5
print(b.shared, b.number, a.number, C.number, a.__dict__, vars(b), C.__name__)
a.number += 1
b.number += 1
del a.number
print(a.number, b.number)
C.number = 100
C.added = lambda self: self.name
print(a.number, b.number, a.added(), hasattr(a, "nope"), getattr(a, "nope", "default"))
a.__dict__["direct"] = "d"
print(a.direct, list(a.__dict__), sorted(vars(a)))
setattr(a, "not an identifier", 1)
print(getattr(a, "not an identifier"))
del C.shared
for case in (lambda: a.shared, lambda: C.nope, lambda: a.nope, lambda: delattr(a, "nope"), lambda: delattr(C, "nope"), lambda: delattr(a, "number"), lambda: setattr(a, 5, 1), lambda: getattr(a, 5), lambda: None.x, lambda: setattr(None, "x", 1), lambda: object().__dict__, lambda: setattr(object(), "x", 1), lambda: (5).x):
    try:
        print(case())
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
