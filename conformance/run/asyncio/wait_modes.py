# asyncio.wait in its three modes and with a timeout; as_completed as both kinds of iterator.
import asyncio


async def boom():
    raise ValueError("x")


async def value(x, turns):
    for _ in range(turns):
        await asyncio.sleep(0)
    return x


async def main():
    one, two = asyncio.create_task(value(1, 5)), asyncio.create_task(value(2, 10))
    bad = asyncio.create_task(boom())
    done, pending = await asyncio.wait([one, two, bad], return_when=asyncio.FIRST_EXCEPTION)
    print(done == {bad}, pending == {one, two}, type(done))
    done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
    print(done == {one}, pending == {two})
    done, pending = await asyncio.wait(pending, timeout=0)
    print(len(done), len(pending))
    done, pending = await asyncio.wait({one, two, bad})
    print(len(done), len(pending))
    coroutine = boom()
    try:
        await asyncio.wait([coroutine])
    except TypeError as error:
        print(error)
    coroutine.close()
    for next_one in asyncio.as_completed([value("late", 4), value("early", 1)]):
        print(await next_one)
    tasks = [asyncio.create_task(value("late", 4)), asyncio.create_task(value("early", 1))]
    async for task in asyncio.as_completed(tasks):
        print(task.result(), task in tasks)
    try:
        async for task in asyncio.as_completed([asyncio.sleep(10)], timeout=0):
            print("never", task)
    except TimeoutError as error:
        print(repr(error))
    steps = asyncio.as_completed([boom(), value("fine", 2)])
    print(type(steps).__name__, iter(steps) is steps)
    for step in steps:
        try:
            print(await step)
        except ValueError as error:
            print(repr(error))
    try:
        next(steps)
    except StopIteration:
        print("no more")


asyncio.run(main())
