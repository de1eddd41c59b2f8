# Several failing tasks, cancellation of the group from outside, and nesting.
import asyncio
async def fail(error, steps=0):
    for _ in range(steps): await asyncio.sleep(0)
    raise error

async def fails_on_cancel():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        raise IndexError("while cancelled")

async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(ValueError(1)))
            group.create_task(fail(KeyError(2)))
            group.create_task(fails_on_cancel())
    except ExceptionGroup as eg:
        print(eg, eg.exceptions)
    try:
        async with asyncio.TaskGroup() as outer:
            async with asyncio.TaskGroup() as inner:
                inner.create_task(fail(ValueError("inner"), 1))
            print("not reached")
    except ExceptionGroup as eg:
        print(repr(eg))
    async def grouped():
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.sleep(10))
    t = asyncio.create_task(grouped())
    await asyncio.sleep(0)
    t.cancel()
    print(await asyncio.gather(t, return_exceptions=True))

asyncio.run(main())
