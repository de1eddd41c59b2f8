# __dict__ can be read, replaced and iterated; vars is the same object.
class C:
    def __init__(self, **kw):
        self.__dict__.update(kw)

c = C(b=1, a=2)
d = c.__dict__
d["c"] = 3
del c.b
print(d, c.c, vars(c) is d, list(vars(c).items()))
c.__dict__ = {"z": 26}
print(c.z, hasattr(c, "a"), d)
c.x = 1
print(c.__dict__)
for case in (lambda: setattr(c, "__dict__", 5), lambda: vars(5), lambda: C.__dict__.update(q=1), lambda: C.__dict__.__setitem__("q", 1), lambda: delattr(c, "zzz")):
    try:
        case()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
print(type(C.__dict__).__name__, "__init__" in C.__dict__, c.__dict__.pop("z"), hasattr(c, "z"))
e, f = C(a=1), C(a=1)
print(e.__dict__ == f.__dict__, e == f, [k for k in e.__dict__])
