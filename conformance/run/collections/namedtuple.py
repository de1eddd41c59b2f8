# Named tuples: making, replacing, what they refuse, patterns.
from collections import *
P = namedtuple('P', 'x y')
p = P(1, y=2)
print(p, p.x, p[1], p == (1, 2), p._asdict(), p._replace(x=5), P._make([3, 4]), P._fields, P.__doc__, P.__module__, isinstance(p, tuple))
Q = namedtuple('Q', ['a', 'b', 'c'], defaults=[9, 8])
print(Q(1), Q(1, c=3), Q._field_defaults)
for bad in (lambda: P(1), lambda: P(), lambda: P(1, 2, 3), lambda: P(1, x=1), lambda: P(1, 2, z=3), lambda: Q(), lambda: Q(1, 2, 3, 4), lambda: namedtuple('1', 'a'), lambda: namedtuple('A', 'a a'), lambda: namedtuple('A', '_a'), lambda: namedtuple('A', 'def'), lambda: P._make([1]), lambda: p._replace(q=1), lambda: setattr(p, 'x', 1)):
    try:
        print(bad())
    except Exception as x:
        print(type(x).__name__, x)
print(namedtuple('A', 'a a def _b', rename=True)._fields)

class P3(namedtuple('P3', 'x y z')):
    __slots__ = ()

    def norm(self):
        return self.x + self.y
print(P3(1, 2, 3), P3(1, 2, 3).norm())
match p:
    case P(x, y):
        print('match', x, y)
