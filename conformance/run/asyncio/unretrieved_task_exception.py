# An exception nobody retrieved does not stop the others.
import asyncio
async def fails():
    raise ValueError("observed later")

async def main():
    t = asyncio.create_task(fails())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("main goes on", t.done())
    print(repr(t.exception()))
    results = await asyncio.gather(fails(), asyncio.sleep(0, "ok"), return_exceptions=True)
    print([repr(r) for r in results])

asyncio.run(main())
