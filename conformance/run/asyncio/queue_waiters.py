# Who waits at a queue: the order of wake-ups, cancellation before and after one, and waiters that a script put there.
import asyncio


async def take(name, queue):
    try:
        print(name, "took", await queue.get())
    except asyncio.CancelledError:
        print(name, "was cancelled")
        raise


async def give(name, queue, item):
    try:
        await queue.put(item)
        print(name, "gave", item)
    except asyncio.CancelledError:
        print(name, "was cancelled")
        raise


async def main():
    queue = asyncio.Queue(1)
    takers = [asyncio.create_task(take(f"taker {i}", queue)) for i in range(4)]
    await asyncio.sleep(0)
    takers[1].cancel()
    queue.put_nowait("a")
    takers[0].cancel("too late to take")
    print(queue)
    await asyncio.sleep(0)
    print(queue)
    queue.get_nowait()
    await give("main", queue, "b")
    print(await asyncio.gather(*takers[:3], return_exceptions=True), queue)
    await give("main", queue, "c")
    await takers[3]
    givers = [asyncio.create_task(give(f"giver {i}", queue, i)) for i in range(4)]
    await asyncio.sleep(0)
    print(queue, queue.get_nowait())
    givers[1].cancel()
    givers[2].cancel()
    print(await asyncio.gather(*givers[:3], return_exceptions=True), queue)
    print(await queue.get(), queue)
    await givers[3]
    foreign = asyncio.get_running_loop().create_future()
    taker = asyncio.create_task(take("taker", queue))
    await asyncio.sleep(0)
    queue._getters.appendleft(foreign)
    foreign.cancel()
    queue.put_nowait("d")
    await taker
    print(queue._unfinished_tasks, len(queue._getters))
    joined = asyncio.create_task(queue.join())
    await asyncio.sleep(0)
    queue.put_nowait("e")
    for _ in range(queue._unfinished_tasks):
        await asyncio.sleep(0)
        print(joined.done(), end=" ")
        queue.task_done()
    await joined
    print(queue, queue.get_nowait())
    for item in "fg":
        await queue.put(item)
        joined = [asyncio.create_task(queue.join()) for _ in range(2)]
        await asyncio.sleep(0)
        print(queue, await queue.get(), [task.done() for task in joined])
        queue.task_done()
        queue.put_nowait("before they wake up")
        print(await asyncio.gather(*joined), queue.get_nowait(), queue)
        queue.task_done()


asyncio.run(main())
queue = asyncio.Queue()
loop = asyncio.new_event_loop()
task = loop.create_task(take("left", queue))
loop.run_until_complete(asyncio.sleep(0))
loop.close()
try:
    queue.put_nowait(1)
except RuntimeError as error:
    print(error, queue)
