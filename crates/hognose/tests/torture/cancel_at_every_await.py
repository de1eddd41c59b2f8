# A task that awaits in every way is cancelled after each number of turns: its finally blocks run, and nothing is left.
# ends: done
import asyncio
import contextlib

opened = closed = 0


class Resource:
    async def __aenter__(self):
        global opened
        await asyncio.sleep(0)
        opened += 1
        return self

    async def __aexit__(self, *exception):
        global closed
        try:
            await asyncio.sleep(0)
        finally:
            closed += 1


async def numbers():
    async with Resource():
        for number in range(3):
            await asyncio.sleep(0)
            yield number


async def leaf(queue, event, lock):
    await asyncio.sleep(0)
    await queue.put(1)
    async with lock:
        await queue.get()
    event.set()
    await event.wait()


async def work():
    queue, event, lock = asyncio.Queue(1), asyncio.Event(), asyncio.Lock()
    async with Resource():
        async with contextlib.aclosing(numbers()) as items:
            async for item in items:
                await leaf(queue, event, lock)
        await asyncio.gather(leaf(queue, event, lock), asyncio.sleep(0))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0.01):
                await asyncio.sleep(1)
        await asyncio.wait_for(leaf(queue, event, lock), 1)
        await asyncio.shield(asyncio.sleep(0))


async def main():
    for turns in range(200):
        task = asyncio.create_task(work())
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        for _ in range(5):
            await asyncio.sleep(0)
        assert task.done()
        assert opened == closed, (turns, opened, closed)
        assert len(asyncio.all_tasks()) == 1, (turns, asyncio.all_tasks())


asyncio.run(main())
