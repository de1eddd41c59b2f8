# group: async
# Five stages of async generators, each pulling from the one before.
async def numbers(n):
    for i in range(n):
        yield i


async def scaled(source, factor):
    async for item in source:
        yield item * factor


async def filtered(source):
    async for item in source:
        if item % 3:
            yield item


async def pairs(source):
    last = None
    async for item in source:
        if last is None:
            last = item
        else:
            yield last + item
            last = None


async def main():
    total = 0
    async for item in pairs(filtered(scaled(scaled(numbers(400_000), 7), 5))):
        total = (total + item) % 1_000_003
    return total


try:
    main().send(None)
except StopIteration as stop:
    print(stop.value)
