import asyncio


async def g(name):
    try:
        yield 1
        yield 2
    except BaseException as error:
        print(name, repr(error))


async def raises():
    async for x in g("raises"):
        raise ValueError(1)


async def catches():
    try:
        async for x in g("catches"):
            raise ValueError(2)
    except ValueError:
        print("caught")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("catches ends")


async def returns():
    async for x in g("returns"):
        return


async def breaks():
    async for x in g("breaks"):
        break


async def cancelled():
    async for x in g("cancelled"):
        await asyncio.sleep(100)


async def inner(name):
    async for x in g(name):
        raise KeyError


async def main():
    for function in raises, catches, returns, breaks, cancelled, lambda: inner("inner"):
        task = asyncio.create_task(function())
        for _ in range(3):
            await asyncio.sleep(0)
        task.cancel()
        for _ in range(5):
            await asyncio.sleep(0)
        print(task.done() and (task.cancelled() or task.exception()))

asyncio.run(main())
