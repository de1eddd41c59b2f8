# iter and next on classes; an exhausted iterator stays exhausted.
class Count:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0: raise StopIteration("value")
        self.n -= 1
        return self.n

c = Count(3)
print(next(c), list(c), list(c), next(c, "default"))
try:
    next(c)
except StopIteration as stop:
    print(repr(stop), stop.value)
class Fresh:
    def __iter__(self):
        print("new iterator")
        return iter([1, 2])

f = Fresh()
print([a + b for a in f for b in f])
class BadIter:
    def __iter__(self): return 5
class IterOnly:
    def __iter__(self): return self

for case in (lambda: list(BadIter()), lambda: iter(BadIter()), lambda: list(IterOnly()), lambda: next([1]), lambda: next(5), lambda: iter(5), lambda: [x for x in None], lambda: next(), lambda: next(c, 1, 2)):
    try:
        print(case())
    except TypeError as error:
        print(error)
for it in (iter([1]), iter(()), iter("a"), iter({}), iter({1}), iter(range(1)), iter(b"a"), reversed([1]), enumerate([]), zip(), map(len, []), filter(None, [])):
    print(type(it).__name__, iter(it) is it, end="; ")
print()
