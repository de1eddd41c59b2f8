# Tasks that swallow every cancellation and wait again are ended by the limit.
# ends: fuel
import asyncio


async def stubborn():
    while True:
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            pass


async def main():
    tasks = [asyncio.create_task(stubborn()) for _ in range(10)]
    await asyncio.sleep(0)
    while True:
        for task in tasks:
            task.cancel()
        await asyncio.sleep(0)


asyncio.run(main())
