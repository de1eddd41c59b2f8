# await of a coroutine that is suspended in an await of its own: asyncio.sleep(0) is so, in a generator that yields.
import asyncio


async def awaits(stored):
    return await stored


async def main():
    for make in lambda: asyncio.sleep(0, 7), lambda: asyncio.sleep(100, 7), lambda: awaits(asyncio.sleep(0, 7)), lambda: asyncio.Event().wait():
        stored = make()
        print(asyncio.isfuture(stored.send(None)), stored.cr_await is not None)
        try:
            print(await stored)
        except RuntimeError as error:
            print(error)
        try:
            print(await asyncio.create_task(awaits(stored)))
        except RuntimeError as error:
            print(error)
        try:
            print(await asyncio.create_task(stored))
        except RuntimeError as error:
            print(error)
        stored.close()

asyncio.run(main())
