# A deque: both ends, bounds, comparison, what it refuses, changes under an iterator.
from collections import *
d = deque('abc')
print(d, len(d), d[0], d[-1], list(d), 'b' in d, bool(d), bool(deque()))
d.append('x')
d.appendleft('y')
print(d, d.pop(), d.popleft(), d)
d.extend([1, 2])
d.extendleft([8, 9])
d.extend((x for x in 'pq'))
print(d)
d.rotate(2)
print(d)
d.rotate(-1)
print(d)
d.rotate()
d.reverse()
print(d)
m = deque(range(10), maxlen=3)
print(m, m.maxlen, d.maxlen)
m.append(99)
m.appendleft(5)
print(m)
print(m == deque([5, 8, 9]), m == [5, 8, 9], deque([1, 2]) < deque([1, 3]), m != m.copy(), deque([1]) + deque([2, 3]), deque([1, 2]) * 2, 2 * deque([1]))
e = deque([1, 2, 3, 2])
f = e
e += [7]
print(f is e, e, e.count(2), e.index(3), e.index(2, 2))
e *= 2
print(f, f is e)
e.remove(7)
del e[0]
e[1] = 'z'
e.insert(1, 'i')
print(e, list(reversed(e)), e.copy())
for bad in (lambda: deque().pop(), lambda: deque().popleft(), lambda: e[99], lambda: e['a'], lambda: e[1:2], lambda: e.index('nope'), lambda: e.remove('nope'), lambda: deque(maxlen=-1), lambda: deque([], 'a'), lambda: deque(1, 2, 3), lambda: deque(5), lambda: hash(e), lambda: e + [1], lambda: m.insert(0, 1), lambda: setattr(m, 'maxlen', 3), lambda: e * 'a', lambda: e < [1], lambda: deque(foo=1)):
    try:
        print(bad())
    except Exception as x:
        print(type(x).__name__, x)
try:
    for x in e:
        e.append(x)
except RuntimeError as x:
    print(x)
it = iter(deque([1, 2]))
print(next(it), type(it).__name__, list(it), list(it))

class S(deque):

    def __init__(self, *a):
        super().__init__(*a)
        self.tag = 1

    def push(self, x):
        self.append(x)
s = S([1, 2])
s.push(3)
print(s, s.tag, len(s), [x for x in s], s.copy(), type(s.copy()).__name__, s == deque([1, 2, 3]), isinstance(s, deque))
e.clear()
print(e)
r = deque()
r.append(r)
print(r)
print(deque[int], type(e), sum(deque([1, 2, 3])), sorted(deque([3, 1])), max(deque([4, 2])), dict.fromkeys(deque('ab')), [*deque('ab')], tuple(deque('xy')))
a, b = deque([1, 2])
print(a, b, deque(deque([1, 2], maxlen=5)))
