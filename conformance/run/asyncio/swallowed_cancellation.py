# A task may swallow its cancellation and go on.
import asyncio
async def stubborn():
    for i in range(3):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("swallowed", i)
    return "finished anyway"

async def cleanup():
    try:
        await asyncio.sleep(10)
    finally:
        await asyncio.sleep(0)
        print("cleaned after another await")

async def main():
    t = asyncio.create_task(stubborn())
    for _ in range(3):
        await asyncio.sleep(0)
        t.cancel()
    print(await t, t.cancelled(), t.cancelling())
    c = asyncio.create_task(cleanup())
    await asyncio.sleep(0)
    c.cancel()
    try:
        await c
    except asyncio.CancelledError:
        print("cancelled")
    async def replaces():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            raise ValueError("instead") from None
    r = asyncio.create_task(replaces())
    await asyncio.sleep(0)
    r.cancel()
    print(repr((await asyncio.gather(r, return_exceptions=True))[0]))

asyncio.run(main())
