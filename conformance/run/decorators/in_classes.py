# Decorated methods, with stacking of property, classmethod and staticmethod.
def twice(f):
    def wrapper(*args):
        return f(*args) * 2
    return wrapper

class C:
    base = 10
    @twice
    def m(self, x):
        return x + self.base
    @classmethod
    @twice
    def c(cls):
        return cls.base
    @staticmethod
    @twice
    def s(x):
        return [x]
    @property
    @twice
    def p(self):
        return self.base
    def helper(f):
        return lambda self: f"helped {f(self)}"
    @helper
    def h(self):
        return self.base

c = C()
print(c.m(1), C.c(), c.c(), C.s("a"), c.p, c.h(), C.m(c, 5))
