# A queue calls its own methods through the class and the instance: what a script sets there is what runs.
import asyncio
from collections import deque

Queue = asyncio.Queue


def patched(name, function):
    original = getattr(Queue, name)

    def wrapper(self, *args):
        print(" ", name, *args)
        return function(original, self, *args)

    setattr(Queue, name, wrapper)
    return original


async def exercise(queue):
    getter = asyncio.create_task(queue.get())
    await asyncio.sleep(0)
    await queue.put(1)
    print("got", await getter)
    queue.put_nowait(2)
    putters = [asyncio.create_task(queue.put(i)) for i in (3, 4)]
    await asyncio.sleep(0)
    print("got", await queue.get(), queue.get_nowait() if queue.qsize() else "nothing")
    await asyncio.gather(*putters)
    print("left", list(queue._queue), queue._unfinished_tasks)


async def main():
    for name in ("_put", "_get", "put_nowait", "get_nowait", "full", "empty", "qsize", "_wakeup_next"):
        print(name)
        original = patched(name, lambda original, *args: original(*args))
        await exercise(Queue(2))
        setattr(Queue, name, original)
        await exercise(Queue(2))
    queue = Queue(2)
    queue._put = lambda item: queue._queue.appendleft(item * 10)
    queue._get = lambda: -queue._queue.popleft()
    await exercise(queue)
    queue = Queue(2)
    queue._queue = deque([7, 8], maxlen=2)
    queue._maxsize = 3
    await exercise(queue)
    queue = Queue()
    queue._maxsize = 1.5
    await exercise(queue)


asyncio.run(main())
