# Results in argument order; the first exception propagates; return_exceptions collects.
import asyncio
async def work(name, steps, fail=False):
    for i in range(steps):
        await asyncio.sleep(0)
    print("finishing", name)
    if fail: raise ValueError(name)
    return name

async def main():
    print(await asyncio.gather(work("a", 3), work("b", 1), work("c", 2)))
    print(await asyncio.gather())
    print([repr(r) for r in await asyncio.gather(work("d", 1, True), work("e", 2), work("f", 0, True), return_exceptions=True)])
    try:
        await asyncio.gather(work("g", 1, True), work("h", 3), work("i", 2, True))
    except ValueError as error:
        print("raised", error)
    for _ in range(4): await asyncio.sleep(0)
    c = work("same", 1)
    print(await asyncio.gather(c, c, asyncio.create_task(work("task", 0))))
    try:
        asyncio.gather(5)
    except TypeError as error:
        print(error)
    print(await asyncio.gather(asyncio.gather(work("x", 0), work("y", 0)), work("z", 0)))

asyncio.run(main())
