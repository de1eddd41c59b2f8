# Descriptors without __set__ or __delete__, and errors raised in them.
class GetOnly:
    def __get__(self, obj, owner):
        raise AttributeError("from get")

class NoDelete:
    def __set__(self, obj, value):
        raise ValueError("from set")

class C:
    g = GetOnly()
    n = NoDelete()
    def __getattr__(self, name):
        return "fallback " + name

c = C()
print(c.g, c.other)
for case in (lambda: setattr(c, "n", 1), lambda: delattr(c, "n"), lambda: C.g, lambda: delattr(c, "g")):
    try:
        print(case())
    except (AttributeError, ValueError) as error:
        print(type(error).__name__, error)
c.g = 1
print(c.g)
print(int.real.__get__(5), str.upper.__get__("x")(), (lambda self: self).__get__(3)(), type(C.__dict__["g"]).__name__)
