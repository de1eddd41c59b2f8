# Async generators chained, with asend passing values through.
async def count(n):
    for i in range(n):
        yield i

async def mapped(function, source):
    async for x in source:
        yield await function(x)

async def kept(predicate, source):
    async for x in source:
        if predicate(x): yield x

async def square(x): return x * x

async def running_total():
    total = 0
    while True:
        value = yield total
        if value is None: return
        total += value

async def delegating(inner):
    value = await anext(inner)
    while True:
        try:
            sent = yield value
            value = await inner.asend(sent)
        except StopAsyncIteration:
            return

async def main():
    print([x async for x in kept(lambda v: v % 2, mapped(square, count(8)))])
    d = delegating(running_total())
    print(await anext(d), await d.asend(5), await d.asend(7), await d.asend(0))
    try:
        await d.asend(None)
    except StopAsyncIteration:
        print("ended")
    gens = [count(2), count(3)]
    print([(await anext(a, None), await anext(b, None)) for a, b in [gens] * 4])

try:
    main().send(None)
except StopIteration:
    print("done")
