# asyncio.timeout and wait_for turn a deadline into TimeoutError.
import asyncio
async def slow():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("slow was cancelled")
        raise

async def main():
    try:
        async with asyncio.timeout(0.01):
            await slow()
    except TimeoutError as error:
        print("timeout", repr(error), repr(error.__cause__))
    async with asyncio.timeout(10) as cm:
        await asyncio.sleep(0)
    print(cm.expired())
    async with asyncio.timeout(None):
        print("no limit")
    try:
        await asyncio.wait_for(slow(), 0.01)
    except TimeoutError as error:
        print("wait_for", repr(error))
    print(await asyncio.wait_for(asyncio.sleep(0, "in time"), 5), await asyncio.wait_for(asyncio.sleep(0, "unlimited"), None))
    try:
        async with asyncio.timeout(0):
            await asyncio.sleep(0)
            print("not reached")
    except TimeoutError:
        print("zero timeout", asyncio.TimeoutError is TimeoutError)
    try:
        async with asyncio.timeout(5):
            raise ValueError("own error")
    except ValueError as error:
        print(error)

asyncio.run(main())
