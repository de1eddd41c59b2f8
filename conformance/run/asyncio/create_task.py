# Task attributes: done, result, exception, name, and their errors.
import asyncio
async def work(x):
    await asyncio.sleep(0)
    if x < 0: raise ValueError(x)
    return x * 2

async def main():
    t = asyncio.create_task(work(5), name="my task")
    print(t.done(), t.cancelled(), t.get_name(), type(t).__name__, t.get_coro().__name__)
    for case in (t.result, t.exception):
        try:
            case()
        except asyncio.InvalidStateError as error:
            print(type(error).__name__, error)
    print(await t, t.done(), t.result(), t.exception(), await t)
    u = asyncio.create_task(work(-1))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(u.done(), repr(u.exception()))
    for _ in range(2):
        try:
            await u
        except ValueError as error:
            print("raised", error)
    u.set_name(7)
    print(u.get_name(), asyncio.current_task().get_name(), asyncio.current_task() is not t, len(asyncio.all_tasks()))
    for bad in (5, work, None):
        try:
            asyncio.create_task(bad)
        except TypeError as error:
            print(str(error).split(" at ")[0])

asyncio.run(main())
