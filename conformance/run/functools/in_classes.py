# cached_property, partialmethod, singledispatchmethod and caches of methods.
import functools
from functools import *

class C:

    def __init__(self):
        self.n = 0

    @cached_property
    def v(self):
        """cp"""
        self.n += 1
        return self.n

    @lru_cache
    def m(self, x):
        return x + 1

    @functools.singledispatchmethod
    def sd(self, x):
        return 'obj'

    @sd.register
    def _(self, x: int):
        return 'int'
    pm = partialmethod(lambda self, a, b: (a, b), 1)
c = C()
print(c.v, c.v, c.__dict__, c.m(1), C.v.__doc__, c.sd(1), c.sd('a'), c.pm(2))
del c.v
print(c.v)
