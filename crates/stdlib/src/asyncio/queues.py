# Queues.

from _collections import deque as _deque


class QueueEmpty(Exception):
    __module__ = "asyncio.queues"


class QueueFull(Exception):
    __module__ = "asyncio.queues"


class QueueShutDown(Exception):
    __module__ = "asyncio.queues"


# What waits at a queue at which nobody ever did, and what a queue gives that has nothing to give at once.
_NOBODY = ()
_NOTHING = object()


class Queue(_LoopBound):
    __module__ = "asyncio.queues"
    __class_getitem__ = classmethod(_GenericAlias)

    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        if type(self) is Queue:
            # Deques of futures are made when someone has to wait: most queues have no more than one side waiting. The event
            # is made by the first who waits for all work to be done.
            self._getters = self._putters = _NOBODY
            self._unfinished_tasks = 0
            self._finished = None
        else:
            self._getters = _deque()
            self._putters = _deque()
            self._unfinished_tasks = 0
            self._finished = Event()
            self._finished.set()
        self._init(maxsize)
        self._is_shutdown = False

    # These three are for subclasses to override.

    def _init(self, maxsize):
        self._queue = _deque()

    def _get(self):
        return self._queue.popleft()

    def _put(self, item):
        self._queue.append(item)

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x} {self._format()}>"

    def __str__(self):
        return f"<{type(self).__name__} {self._format()}>"

    def _format(self):
        result = f"maxsize={self._maxsize!r}"
        if getattr(self, "_queue", None):
            result += f" _queue={list(self._queue)!r}"
        if self._getters:
            result += f" _getters[{len(self._getters)}]"
        if self._putters:
            result += f" _putters[{len(self._putters)}]"
        if self._unfinished_tasks:
            result += f" tasks={self._unfinished_tasks}"
        if self._is_shutdown:
            result += " shutdown"
        return result

    def qsize(self):
        return len(self._queue)

    @property
    def maxsize(self):
        return self._maxsize

    def empty(self):
        return not self._queue

    def full(self):
        return False if self._maxsize <= 0 else self.qsize() >= self._maxsize

    def _wakeup_next(self, waiters):
        while waiters:
            waiter = waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                break

    # Someone who waited was cancelled: a wake-up that came in the meantime is passed on.
    def _give_up(self, waiter, waiters, blocked):
        waiter.cancel()
        if waiter in waiters:
            waiters.remove(waiter)
        if not blocked() and not waiter.cancelled():
            self._wakeup_next(waiters)

    # Of their own so that `get` and `put` keep to eight registers while they wait.
    def _give_up_getting(self, getter):
        self._give_up(getter, self._getters, self.empty)

    def _give_up_putting(self, putter):
        self._give_up(putter, self._putters, self.full)

    # Each of these four first lets native code try: it does what is to be done at once on a queue on which nothing was
    # overridden.

    async def put(self, item):
        if _queue_put(self, item):
            return None
        while self.full():
            if self._is_shutdown:
                raise QueueShutDown
            putter = self._future()
            if self._putters is _NOBODY:
                self._putters = _deque()
            self._putters.append(putter)
            try:
                await putter
            except:
                self._give_up_putting(putter)
                raise
        return self.put_nowait(item)

    def put_nowait(self, item):
        if _queue_put(self, item):
            return
        if self._is_shutdown:
            raise QueueShutDown
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished_tasks += 1
        if self._finished is not None:
            self._finished.clear()
        if self._getters is _NOBODY:
            self._getters = _deque()
        self._wakeup_next(self._getters)

    async def get(self):
        item = _queue_get(self, _NOTHING)
        if item is not _NOTHING:
            return item
        while self.empty():
            if self._is_shutdown and self.empty():
                raise QueueShutDown
            getter = self._future()
            if self._getters is _NOBODY:
                self._getters = _deque()
            self._getters.append(getter)
            try:
                await getter
            except:
                self._give_up_getting(getter)
                raise
        return self.get_nowait()

    def get_nowait(self):
        item = _queue_get(self, _NOTHING)
        if item is not _NOTHING:
            return item
        if self.empty():
            if self._is_shutdown:
                raise QueueShutDown
            raise QueueEmpty
        item = self._get()
        if self._putters is _NOBODY:
            self._putters = _deque()
        self._wakeup_next(self._putters)
        return item

    def _all_done(self):
        if self._finished is not None:
            self._finished.set()
            if type(self) is Queue:
                # Who waits at it has been told; `put` is native again.
                self._finished = None

    def task_done(self):
        if self._unfinished_tasks <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished_tasks -= 1
        if self._unfinished_tasks == 0:
            self._all_done()

    async def join(self):
        if self._unfinished_tasks > 0:
            if self._finished is None:
                self._finished = Event()
            await self._finished.wait()

    def shutdown(self, immediate=False):
        self._is_shutdown = True
        if immediate:
            while not self.empty():
                self._get()
                if self._unfinished_tasks > 0:
                    self._unfinished_tasks -= 1
            if self._unfinished_tasks == 0:
                self._all_done()
        for waiters in (self._getters, self._putters):
            while waiters:
                waiter = waiters.popleft()
                if not waiter.done():
                    waiter.set_result(None)


class LifoQueue(Queue):
    __module__ = "asyncio.queues"

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        self._queue.append(item)

    def _get(self):
        return self._queue.pop()


class PriorityQueue(Queue):
    __module__ = "asyncio.queues"

    def _init(self, maxsize):
        self._queue = []

    # The order of items that compare equal is that of the module heapq.
    def _put(self, item):
        self._queue.append(item)
        self._sift_down(len(self._queue) - 1)

    def _get(self):
        heap = self._queue
        last = heap.pop()
        if not heap:
            return last
        first = heap[0]
        position, size = 0, len(heap)
        child = 1
        while child < size:
            if child + 1 < size and not heap[child] < heap[child + 1]:
                child += 1
            heap[position] = heap[child]
            position = child
            child = 2 * position + 1
        heap[position] = last
        self._sift_down(position)
        return first

    def _sift_down(self, position):
        heap = self._queue
        item = heap[position]
        while position > 0:
            parent = (position - 1) >> 1
            if not item < heap[parent]:
                break
            heap[position] = heap[parent]
            position = parent
        heap[position] = item


_watch_queues(Queue)
_adopt_loop_of_host()
