# What an asynchronous generator is not.
async def g(a, b=1):
    yield a

x = g(1)
cases = [lambda: g(), lambda: iter(x), lambda: next(x), lambda: list(x), lambda: [*x], lambda: len(x), lambda: x[0], lambda: x(), lambda: x + x, lambda: sum(x), lambda: x.send(1), lambda: x.close(), lambda: x.asend(), lambda: x.asend(1, 2), lambda: setattr(x, "ag_running", 1), lambda: setattr(x, "__name__", 5), lambda: setattr(x, "y", 1), lambda: type(x)(), lambda: x.__anext__(1), lambda: print(*x), lambda: dict(x), lambda: reversed(x), lambda: [y for y in x], lambda: 1 in x]
for case in cases:
    try:
        print(case())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
x.__name__, x.__qualname__ = "renamed", "q.renamed"
print(x.__name__, repr(x).split(" at ")[0], g.__name__, x == x, x == g(1), bool(x), x in [x], x.ag_code is g.__code__)
async def bad():
    await x
try:
    bad().send(None)
except TypeError as error:
    print(error)
try:
    class Sub(type(x)): pass
except TypeError as error:
    print(error)
