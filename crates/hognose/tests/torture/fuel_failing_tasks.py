# Tasks that fail while much is alive: each makes the loop look for failures that nobody will see.
# ends: fuel or memory
import asyncio

async def fail():
    raise ValueError

async def main():
    kept = [[] for _ in range(20_000)]
    while True:
        kept.append(asyncio.create_task(fail()))
        await asyncio.sleep(5)

asyncio.run(main())
