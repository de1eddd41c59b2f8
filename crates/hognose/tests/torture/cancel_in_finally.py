# A cancelled task begins new work in its finally block, without end.
# ends: fuel
import asyncio


async def work():
    try:
        await asyncio.sleep(1)
    finally:
        while True:
            await asyncio.sleep(0)


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    task.cancel()
    await task


asyncio.run(main())
