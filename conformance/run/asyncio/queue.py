# Queue: producer and consumer, sizes, nowait errors, join.
import asyncio
async def producer(queue, n):
    for i in range(n):
        await queue.put(i)
        print("put", i, queue.qsize())
    await queue.put(None)

async def consumer(queue):
    while (item := await queue.get()) is not None:
        print("got", item)
        queue.task_done()
    queue.task_done()

async def main():
    queue = asyncio.Queue(maxsize=2)
    await asyncio.gather(producer(queue, 4), consumer(queue))
    await queue.join()
    print(queue.empty(), queue.full(), queue.maxsize, queue.qsize())
    for case in (queue.get_nowait, queue.task_done, lambda: [queue.put_nowait(i) for i in range(3)]):
        try:
            case()
        except (asyncio.QueueEmpty, asyncio.QueueFull, ValueError) as error:
            print(type(error).__name__, error)
    print(queue.full(), queue.get_nowait(), await queue.get())
    stack, heap = asyncio.LifoQueue(), asyncio.PriorityQueue()
    for item in (3, 1, 2):
        stack.put_nowait(item)
        heap.put_nowait(item)
    print([stack.get_nowait() for _ in range(3)], [heap.get_nowait() for _ in range(3)])

asyncio.run(main())
