# Async generators are cancelled at each of their awaits, by closing, throwing and cancelling, and hold nothing after it.
# ends: done
import asyncio

held = 0


async def inner(steps):
    global held
    held += 1
    try:
        for step in range(steps):
            await asyncio.sleep(0)
            yield step
    finally:
        held -= 1
        await asyncio.sleep(0)


async def outer(steps):
    items = inner(steps)
    try:
        async for item in items:
            yield item
    finally:
        await items.aclose()


async def use(generator):
    try:
        async for item in generator:
            await asyncio.sleep(0)
    finally:
        await generator.aclose()


async def main():
    for turns in range(40):
        task = asyncio.create_task(use(outer(5)))
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            pass
        assert held == 0, (turns, held)
        generator = outer(5)
        for _ in range(turns % 5):
            await anext(generator)
        try:
            await generator.athrow(KeyError)
        except KeyError:
            pass
        assert held == 0, (turns, held)


asyncio.run(main())
