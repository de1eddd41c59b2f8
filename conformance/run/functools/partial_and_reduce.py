# partial and reduce, and what they refuse.
import functools
from functools import *

def add(a, b=2, *, c=3):
    """doc"""
    return (a, b, c)
p = partial(add, 1, c=9)
print(p(), p(5), p(b=7), p(c=1), p.func is add, p.args, p.keywords)
q = partial(p, 8, c=0)
print(q(), q.args, q.keywords, q.func is add)
print(repr(partial(print, 1, sep='x')))
for bad in (lambda: partial(), lambda: partial(3), lambda: reduce(add, []), lambda: lru_cache(3.5), lambda: p(1, 2, 3, 4)):
    try:
        print(bad())
    except TypeError as e:
        print(e)
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a + b, [], 7), reduce(max, (x for x in [3, 9, 2])))
