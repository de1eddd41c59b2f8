# Async list, set, dict and generator comprehensions, with await in every place.
async def numbers(n):
    for i in range(n):
        yield i
async def double(x): return x * 2
async def odd(x): return x % 2

def run(coro):
    try: coro.send(None)
    except StopIteration as stop: return stop.value

async def main():
    print([x async for x in numbers(3)], {x async for x in numbers(3)}, {x: x * 2 async for x in numbers(2)})
    print([await double(x) for x in range(3)], [x for x in range(4) if await odd(x)], [await double(x) async for x in numbers(5) if await odd(x)])
    print([(x, y) async for x in numbers(2) for y in "ab"], [(x, y) for x in "ab" async for y in numbers(2)], [[y async for y in numbers(x)] for x in range(3)])
    g = (await double(x) for x in range(3))
    print(type(g).__name__, [v async for v in g])
    h = (x async for x in numbers(2))
    print(type(h).__name__, h.__name__, [v async for v in h])
    print(f"{await double(4)} {[x async for x in numbers(2)]!r}", (await double(1), await double(2)), {await double(1): await double(2)}, [*[x async for x in numbers(2)]], await double(await double(1)) if await odd(1) else 0)
    print(sorted([x async for x in numbers(3)], key=lambda v: -v), [y async for x in numbers(3) if (y := x) > 0], y)

run(main())
try:
    g = (x async for x in 5)
except TypeError as error:
    print(error)
