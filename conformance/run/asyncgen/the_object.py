# The object: names, attributes, repr, what it is not, the arity of its methods.
import types

async def ag():
    yield 1

class C:

    async def m(self):
        yield 1

    @staticmethod
    async def s():
        yield 2

    @classmethod
    async def c(cls):
        yield 3

    async def __aiter__(self):
        yield 'it'
g = ag()

def t(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, str(e).split(' at 0x')[0])
def kind(awaitable):
    awaitable.close()
    return type(awaitable).__name__

print(type(g).__name__)
for awaitable in (ag().__anext__(), ag().asend(1), ag().athrow(ValueError), ag().aclose(), anext(ag(), 1)):
    print(kind(awaitable))

async def co():
    pass
x = co()
w = x.__await__()
print(type(w).__name__, type(x).__name__)
x.close()
print(repr(g)[:33], repr((i async for i in g))[:40], C().m().__qualname__, C.s().__qualname__, C.c().__name__, repr(C().__aiter__())[:45])
print(g.ag_await, g.ag_running, g.ag_suspended, g.ag_frame is not None, g.ag_code is ag.__code__, g.__name__, g.__qualname__)
g.__name__ = 'n'
g.__qualname__ = 'q'
print(g.__name__, repr(g)[:26])
t(lambda: setattr(g, '__name__', 3))
t(lambda: setattr(g, '__qualname__', None))
t(lambda: delattr(g, '__name__'))
t(lambda: setattr(g, 'ag_running', 1))
t(lambda: setattr(g, 'ag_code', 1))
t(lambda: setattr(g, 'ag_frame', 1))
t(lambda: setattr(g, 'x', 1))
t(lambda: setattr(g, 'ag_suspended', 1))
t(lambda: setattr(g, 'ag_await', 1))
print(g.__aiter__() is g, aiter(g) is g, g == g, g == ag(), hash(g) == hash(g), g in {g})
t(lambda: type(g)())
t(lambda: type('X', (type(g),), {}))
t(lambda: copy.copy(g)) if False else None
import inspect
t(lambda: iter(g))
t(lambda: list(g))
t(lambda: sum(g))
t(lambda: next(g))
t(lambda: [*g])
t(lambda: print(*g))
t(lambda: len(g))
t(lambda: g[0])
t(lambda: g())
t(lambda: 1 in g)
t(lambda: tuple(g))
t(lambda: {**g})
t(lambda: max(g))
t(lambda: dict(g))
t(lambda: bool(g))
t(lambda: g + 1)
t(lambda: g < g)

def f():
    for i in g:
        pass
t(f)

def f2():
    a, b = g
t(f2)

def f3():
    with g:
        pass
t(f3)

def f4():
    yield from g
t(lambda: list(f4()))
t(lambda: g.asend())
t(lambda: g.asend(1, 2))
t(lambda: g.aclose(1))
t(lambda: kind(ag().athrow()))
t(lambda: kind(ag().athrow(1, 2, 3, 4)))
t(lambda: g.__anext__(1))
t(lambda: g.asend(value=1))
t(lambda: ag(1))
t(lambda: C().m(2))
t(lambda: g.nope)
t(lambda: type(g).asend(3))
t(lambda: type(g).asend())

async def main():
    async for x in C():
        print(x)
    async for x in C().m():
        print(x)
    async for x in C.s():
        print(x)
    async for x in C.c():
        print(x)
    h = ag()
    await h.aclose()
    print(h.ag_frame, h.ag_running, h.ag_suspended, h.ag_code.co_name)
    h = ag()
    print(await anext(h), h.ag_suspended, h.ag_running, h.ag_frame is not None)
    try:
        await anext(h)
    except StopAsyncIteration as e:
        print(repr(e), h.ag_frame, h.ag_suspended)
c = main()
try:
    c.send(None)
except StopIteration:
    pass
print([n for n in dir(g) if not n.startswith('__')])
