# What a pending future shows of the callbacks that asyncio itself adds; where the library lies is left out.
import asyncio


def show(what, thing):
    shown = repr(thing)
    print(what, shown[shown.index("cb=["):].split("]")[0].split(" at ")[0])


async def waits(future):
    await future


async def main():
    future = asyncio.get_running_loop().create_future
    inner = future()
    show("outer", asyncio.shield(inner))
    show("inner", inner)
    part = future()
    gathered = asyncio.gather(part)
    show("gather", part)
    waited = future()
    task = asyncio.create_task(asyncio.wait([waited]))
    await asyncio.sleep(0)
    show("wait", waited)
    completed = future()
    iterator = asyncio.as_completed([completed])
    show("as_completed", completed)
    async with asyncio.TaskGroup() as group:
        show("group", group.create_task(waits(asyncio.sleep(0))))
    show("main", asyncio.current_task())
    awaited = future()
    asyncio.create_task(waits(awaited))
    await asyncio.sleep(0)
    show("await", awaited)
    stubborn = future()
    asyncio.create_task(asyncio.wait_for(stubborn, 10))
    await asyncio.sleep(0)
    show("wait_for", stubborn)


asyncio.run(main())
