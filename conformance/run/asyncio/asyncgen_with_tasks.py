# Async generators inside tasks: interleaving, cancellation at the inner await.
import asyncio
async def ticks(name, n):
    try:
        for i in range(n):
            await asyncio.sleep(0)
            yield f"{name}{i}"
    except asyncio.CancelledError:
        print("generator cancelled", name)
        raise
    finally:
        print("generator finally", name)

async def consume(name, n):
    async for tick in ticks(name, n):
        print(tick)

async def main():
    await asyncio.gather(consume("a", 3), consume("b", 2))
    t = asyncio.create_task(consume("c", 100))
    for _ in range(3): await asyncio.sleep(0)
    t.cancel()
    print(await asyncio.gather(t, return_exceptions=True))
    g = ticks("d", 5)
    print(await asyncio.wait_for(anext(g), 5))
    try:
        await asyncio.gather(anext(g), anext(g))
    except RuntimeError as error:
        print(error)
    await asyncio.sleep(0)
    await g.aclose()

asyncio.run(main())
