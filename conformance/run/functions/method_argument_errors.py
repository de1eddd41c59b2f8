# Methods name their class, and count self.
class C:
    def m(self, a):
        pass
    def none():
        pass
    @classmethod
    def c(cls, a):
        pass
    @staticmethod
    def s(a):
        pass
    def __init__(self, x, y=1):
        pass
    def __call__(self, q):
        pass

c = C(1)
for case in (lambda: c.m(), lambda: c.m(1, 2), lambda: C.m(), lambda: c.none(), lambda: C.c(), lambda: c.s(), lambda: c.s(1, 2), lambda: C(), lambda: C(1, 2, 3), lambda: c(), lambda: c.m(b=1), lambda: C(1, z=2), lambda: C.s(), lambda: C.c(1, 2)):
    try:
        case()
    except TypeError as error:
        print(error)
