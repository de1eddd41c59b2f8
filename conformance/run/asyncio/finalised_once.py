# The finaliser hook gets an async generator once, also when its aclose() was ignored.
import asyncio
import gc


async def stubborn_async():
    for x in range(3):
        try:
            yield x
        finally:
            print("async finally", x)
            await asyncio.sleep(0)
            continue


async def run_async():
    async for x in stubborn_async():
        break
    for _ in range(10):
        await asyncio.sleep(0)
        gc.collect()
    print("run_async ends")


asyncio.run(run_async())
gc.collect()
print("end")
