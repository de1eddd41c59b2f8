# Before a script that CPython runs: the orders that it leaves open, fixed.
import asyncio.base_events, asyncio.taskgroups, asyncio.tasks, gc, weakref


class InsertionOrderedSet:
    def __init__(self, items=()):
        self.items = dict.fromkeys(items)

    def add(self, item):
        self.items[item] = None

    def discard(self, item):
        self.items.pop(item, None)

    def remove(self, item):
        del self.items[item]

    def clear(self):
        self.items.clear()

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)

    def __contains__(self, item):
        return item in self.items


class InsertionOrderedWeakSet(weakref.WeakSet):
    def __init__(self, data=None):
        super().__init__(data)
        self.data = InsertionOrderedSet(self.data)


def all_tasks(loop=None):
    loop = loop or asyncio.get_running_loop()
    scheduled = list(asyncio.tasks._scheduled_tasks)
    return [task for task in scheduled if task.get_loop() is loop and not task.done()]


# The order of a set of tasks or generators is that of their addresses: here it is the order in which they came.
asyncio.taskgroups.set = asyncio.tasks.set = InsertionOrderedSet
asyncio.tasks._scheduled_tasks.data = InsertionOrderedSet()
asyncio.tasks.all_tasks = asyncio.all_tasks = all_tasks
weakref.WeakSet = InsertionOrderedWeakSet

# A collection that looks through all of the library takes as long as the shortest timer.
gc.collect()
gc.freeze()
