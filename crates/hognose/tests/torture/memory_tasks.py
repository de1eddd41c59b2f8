# Tasks without end.
# ends: memory or tasks
import asyncio

async def wait():
    await asyncio.Event().wait()

async def main():
    kept = []
    while True:
        kept.append(asyncio.create_task(wait()))
        await asyncio.sleep(0)

asyncio.run(main())
