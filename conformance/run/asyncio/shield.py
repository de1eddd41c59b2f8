# shield protects the inner task from the outer cancellation.
import asyncio
async def inner():
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("inner finished")
    return "inner result"

async def outer(task):
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        print("outer cancelled")
        raise

async def main():
    task = asyncio.create_task(inner())
    o = asyncio.create_task(outer(task))
    await asyncio.sleep(0)
    o.cancel()
    print(await asyncio.gather(o, return_exceptions=True), task.done())
    print(await task, await asyncio.shield(inner()))

asyncio.run(main())
