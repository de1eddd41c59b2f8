# Async comprehensions and generator expressions, and await in every kind of expression.
import asyncio, types, contextlib

async def ag(n):
    for i in range(n):
        yield i

async def val(x):
    return x

async def main():
    print([x async for x in ag(3)], {x async for x in ag(3)}, {x: x * 2 async for x in ag(3)}, [x async for x in ag(5) if x % 2], [await val(x) for x in range(3)], [x async for x in ag(4) if await val(x) > 1])
    print([(x, y) async for x in ag(2) async for y in ag(2)], [(x, y) for x in range(2) async for y in ag(2)], [[y async for y in ag(x)] for x in range(3)], [[y for y in range(x)] async for x in ag(3)])
    g = (x async for x in ag(3))
    print(type(g).__name__, [y async for y in g])
    g = (await val(x) for x in range(3))
    print(type(g).__name__, [y async for y in g])
    g = (x for x in [1, 2] if await val(x))
    print(type(g).__name__, [y async for y in g])
    g = (x for x in await val([5, 6]))
    print(type(g).__name__, list(g))
    g = ([y async for y in ag(x)] for x in range(2))
    print(type(g).__name__, [y async for y in g])
    print(f"{await val(3)} {await val('x'):>5} {[x async for x in ag(2)]!r}")
    match await val((1, 2)):
        case [a, b] if await val(a == 1):
            print('match', a, b)
    assert await val(True), await val('msg')
    try:
        assert await val(False), await val('msg')
    except AssertionError as e:
        print(e)

    def deco(x):
        return lambda f: (x, f)

    @deco(await val('d'))
    def f(a=await val(1), *, b=await val(2)):
        return (a, b)
    print(f[0], f[1]())

    class K:
        x = 1
    l = lambda: (yield)
    print(type(l()).__name__)
    print(await val(1) + await val(2) * await val(3), -await val(4), 2 ** await val(3), await val(1) if await val(0) else await val(9), (await val([1, 2]))[await val(1)], await val(1) < await val(2) < await val(3), [*await val([1]), *await val([2])], {**await val({'a': 1})}, (await val(print))('called', await val(3)), not await val(0), await val(0) or await val(5), await val(0) and await val(6))
    x = y = await val(7)
    x += await val(1)
    print(x, y)
    d = {}
    d[await val('k')] = await val('v')
    print(d)
    del d[await val('k')]
    print(d)
    a, *b = await val([1, 2, 3])
    print(a, b)
    print((w := (await val(3))), w)
    for i in await val([1, 2]):
        print(i, end=' ')
    while await val(i) < 4:
        i += 1
    print(i)
    with contextlib.nullcontext(await val(5)) as q:
        print(q)
    try:
        raise await val(ValueError('r'))
    except await val(ValueError) as e:
        print(e)
    return await val('ret')
print(asyncio.run(main()))
try:
    (x async for x in 3)
except TypeError as e:
    print(e)
g = (x async for x in ag(2))
print(type(g).__name__, g.__name__, g.__qualname__)
try:
    g.asend(None).send(None)
except StopIteration as e:
    print(e.value)

def sync():
    return (i async for i in ag(2))
print(type(sync()).__name__, sync().__qualname__)
