# StopIteration is an ordinary exception outside generators.
def f():
    raise StopIteration("f")

for function in (lambda: f(), lambda: [f() for _ in range(2)], lambda: list(map(lambda x: f(), [1])), lambda: sorted([2, 1], key=lambda x: next(iter([]))), lambda: next(iter([])), lambda: {**{f(): 1}}):
    try:
        print(function())
    except StopIteration as stop:
        print("StopIteration", stop.value)
try:
    list(f() for _ in range(2))
except RuntimeError as error:
    print(error, repr(error.__cause__))
def g():
    yield 1
    next(iter([]))

try:
    list(g())
except RuntimeError as error:
    print(error, repr(error.__cause__), error.__context__ is error.__cause__)
class Iter:
    n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 2: f()
        return self.n

print(list(Iter()))
