# Subclasses of Queue: methods of their own, properties in place of fields, and what the base class calls of them.
import asyncio


class Newest(asyncio.Queue):
    def _init(self, maxsize):
        self.items = self._queue = []

    def _put(self, item):
        print("put", item, self._unfinished_tasks, len(self._getters), len(self._putters))
        self._queue.append(item)

    def _get(self):
        return self._queue.pop()


class Counting(asyncio.Queue):
    count = 0

    @property
    def _unfinished_tasks(self):
        return self.count

    @_unfinished_tasks.setter
    def _unfinished_tasks(self, value):
        print("unfinished", value)
        self.count = value

    def _wakeup_next(self, waiters):
        print("wake", len(waiters))
        super()._wakeup_next(waiters)


class Plain(asyncio.Queue):
    """Nothing of its own."""


class Refusing(asyncio.Queue):
    def full(self):
        return len(self._queue) >= 1

    def put_nowait(self, item):
        print("put_nowait", item)
        return super().put_nowait(item)

    def get_nowait(self):
        print("get_nowait")
        return super().get_nowait()


class Setting(asyncio.Queue):
    def __setattr__(self, name, value):
        if name == "_unfinished_tasks":
            print("set", name, value)
        super().__setattr__(name, value)


async def main():
    for cls in (Newest, Counting, Plain, Refusing, Setting):
        queue = cls(2)
        getters = [asyncio.create_task(queue.get()) for _ in range(2)]
        await asyncio.sleep(0)
        putters = [asyncio.create_task(queue.put(i)) for i in range(5)]
        await asyncio.sleep(0)
        print(queue)
        print(await asyncio.gather(*getters), [await queue.get() for _ in range(3)])
        print(await asyncio.gather(*putters))
        for _ in range(5):
            queue.task_done()
        await queue.join()
        print(queue, queue.empty(), queue._finished.is_set())


asyncio.run(main())
