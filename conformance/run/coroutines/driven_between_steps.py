import asyncio


async def inner(future):
    got = await future
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return "result", got


async def pauses():
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return "paused"


async def group():
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(pauses())
    await asyncio.sleep(0)
    return "group"


async def outer(coroutine):
    return "outer", await coroutine


async def main():
    for make in inner, lambda future: pauses(), lambda future: group():
        for wrap in outer, lambda coroutine: outer(outer(coroutine)), lambda coroutine: coroutine:
            for steps in 1, 2:
                future = asyncio.get_running_loop().create_future()
                coroutine = make(future)
                task = asyncio.create_task(wrap(coroutine))
                await asyncio.sleep(0)
                for _ in range(steps):
                    try:
                        print("gave", asyncio.isfuture(coroutine.send(None)), end=" ")
                    except BaseException as error:
                        print(repr(error), end=" ")
                    await asyncio.sleep(0)
                future.set_result(1)
                try:
                    print(await task)
                except BaseException as error:
                    print(repr(error))

asyncio.run(main())
