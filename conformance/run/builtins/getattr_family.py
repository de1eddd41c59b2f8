# getattr, setattr, hasattr, delattr with their error texts.
class C:
    x = 1
    @property
    def p(self): raise ValueError("from property")
    @property
    def q(self): raise AttributeError("from q")

c = C()
print(getattr(c, "x"), getattr(c, "y", "default"), hasattr(c, "x"), hasattr(c, "y"), hasattr(c, "q"), setattr(c, "z", 5), c.z, delattr(c, "z"), getattr(c, "q", "d"), getattr("abc", "upper")(), getattr(c, "x" "")) 
for case in (lambda: getattr(c, "y"), lambda: getattr(c), lambda: getattr(c, 5), lambda: hasattr(c, 5), lambda: hasattr(c, "p"), lambda: getattr(c, "p", "d"), lambda: setattr(c, "a"), lambda: setattr(c, 5, 5), lambda: delattr(c, "x"), lambda: delattr(c, "nope"), lambda: setattr(5, "a", 1), lambda: delattr(5, "real"), lambda: setattr(c, "p", 1), lambda: getattr(c, "y", "d", "e"), lambda: setattr(C, "__mro__", ()), lambda: setattr(len, "x", 1)):
    try:
        print(case())
    except Exception as error:
        print(type(error).__name__, error)
