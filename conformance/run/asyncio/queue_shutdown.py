# A queue that is shut down wakes who waits; immediately it also forgets its items.
import asyncio


async def main():
    queue = asyncio.Queue(2)
    print(queue, queue.maxsize)
    queue.put_nowait(1)
    queue.put_nowait(2)
    try:
        queue.put_nowait(3)
    except asyncio.QueueFull as error:
        print(repr(error))
    putter = asyncio.create_task(queue.put(3))
    await asyncio.sleep(0)
    print(queue)
    queue.shutdown()
    print(await asyncio.gather(putter, return_exceptions=True), queue)
    print(await queue.get(), queue.get_nowait())
    for one in (queue.get(), queue.put(4)):
        try:
            await one
        except asyncio.QueueShutDown as error:
            print(repr(error))
    queue.task_done()
    queue.task_done()
    await queue.join()
    queue = asyncio.Queue()
    getter = asyncio.create_task(queue.get())
    await asyncio.sleep(0)
    print(queue)
    queue.shutdown()
    print(await asyncio.gather(getter, return_exceptions=True))
    queue = asyncio.LifoQueue()
    queue.put_nowait("lost")
    joiner = asyncio.create_task(queue.join())
    await asyncio.sleep(0)
    queue.shutdown(immediate=True)
    await joiner
    print(queue, queue.empty())
    print(asyncio.Queue[int], asyncio.QueueShutDown, asyncio.PriorityQueue)


asyncio.run(main())
