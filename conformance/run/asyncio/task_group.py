# TaskGroup waits for its tasks and cancels the others when one fails.
import asyncio
async def work(name, steps, fail=False):
    try:
        for _ in range(steps): await asyncio.sleep(0)
        if fail: raise ValueError(name)
        print("finished", name)
        return name
    except asyncio.CancelledError:
        print("cancelled", name)
        raise

async def main():
    async with asyncio.TaskGroup() as group:
        a = group.create_task(work("a", 2))
        b = group.create_task(work("b", 1))
        print("body done")
    print(a.result(), b.result())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work("slow", 10))
            group.create_task(work("bad", 1, True))
            group.create_task(work("quick", 0))
    except* ValueError as eg:
        print(repr(eg))
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work("other", 5))
            await asyncio.sleep(0)
            raise KeyError("body")
    except BaseExceptionGroup as eg:
        print(eg, eg.exceptions)
    try:
        group.create_task(c := work("late", 0))
    except RuntimeError as error:
        c.close()
        print(str(error).split(" [")[0].split("<")[0])

asyncio.run(main())
