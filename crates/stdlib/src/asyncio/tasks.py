# Functions over tasks and futures.


def all_tasks(loop=None):
    if loop is None:
        loop = get_running_loop()
    return set(_all_tasks(loop))


def __sleep0():
    yield


async def sleep(delay, result=None):
    if delay <= 0:
        _pause()
        if delay is None:
            # Never so. Here waits one that was taken apart: who looks sees CPython's generator that yields.
            await __sleep0()
        return result
    if delay != delay:
        raise ValueError("Invalid delay: NaN (not a number)")
    return await _timer(delay, result)


def _is_awaitable(value):
    return iscoroutine(value) or hasattr(type(value), "__await__")


async def _wrap_awaitable(awaitable):
    return await awaitable


def _is_like_future(obj):
    return hasattr(obj.__class__, "_asyncio_future_blocking") and obj._asyncio_future_blocking is not None


def ensure_future(coro_or_future, *, loop=None):
    if isfuture(coro_or_future):
        if loop is not None and loop is not coro_or_future.get_loop():
            raise ValueError("The future belongs to a different loop than the one specified as the loop argument")
        return coro_or_future
    closes = True
    if not iscoroutine(coro_or_future):
        if not _is_awaitable(coro_or_future):
            raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
        coro_or_future = _wrap_awaitable(coro_or_future)
        closes = False
    if loop is None:
        loop = get_event_loop()
    try:
        return loop.create_task(coro_or_future)
    except RuntimeError:
        if closes:
            coro_or_future.close()
        raise


def _gather_nothing():
    outer = _new_future(get_event_loop())
    outer.set_result([])
    return outer


def _gather_slowly(awaitables, return_exceptions):
    # Some are neither futures nor coroutines, or tasks are made by a factory: each different one becomes a future once.
    futures = {}
    children = []
    loop = None
    for awaitable in awaitables:
        if awaitable not in futures:
            futures[awaitable] = ensure_future(awaitable, loop=loop)
            if loop is None:
                loop = futures[awaitable].get_loop()
        children.append(futures[awaitable])
    return gather(*children, return_exceptions=return_exceptions)


def shield(arg):
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = _new_future(inner.get_loop())

    def _inner_done_callback(inner):
        if outer.cancelled():
            if not inner.cancelled():
                inner.exception()
        elif inner.cancelled():
            outer.cancel()
        elif inner.exception() is not None:
            outer.set_exception(inner.exception())
        else:
            outer.set_result(inner.result())

    def _outer_done_callback(outer):
        if not inner.done():
            inner.remove_done_callback(_inner_done_callback)

    inner.add_done_callback(_inner_done_callback)
    outer.add_done_callback(_outer_done_callback)
    return outer


def _release_waiter(waiter, *args):
    if not waiter.done():
        waiter.set_result(None)


async def _cancel_and_wait(future):
    from functools import partial

    waiter = _new_future()
    done = partial(_release_waiter, waiter)
    future.add_done_callback(done)
    try:
        future.cancel()
        await waiter
    finally:
        future.remove_done_callback(done)


async def wait_for(fut, timeout):
    if timeout is not None and timeout <= 0:
        future = ensure_future(fut)
        if future.done():
            return future.result()
        await _cancel_and_wait(future)
        try:
            return future.result()
        except CancelledError as error:
            raise TimeoutError from error
    async with Timeout(None if timeout is None else _time() + timeout):
        return await fut


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")
    if not fs:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return_when value: {return_when}")
    # CPython's order is that of a set, by address; here it is the order in which they were given.
    futures = list(dict.fromkeys(fs))
    if any([iscoroutine(future) for future in futures]):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    return await _wait(futures, timeout, return_when)


async def _wait(futures, timeout, return_when):
    waiter = _new_future()
    timer = None
    if timeout is not None:
        timer = get_running_loop().call_later(timeout, _release_waiter, waiter)
    left = [len(futures)]

    def _on_completion(future):
        left[0] -= 1
        failed = return_when == FIRST_EXCEPTION and not future.cancelled() and future.exception() is not None
        if left[0] <= 0 or return_when == FIRST_COMPLETED or failed:
            if timer is not None:
                timer.cancel()
            _release_waiter(waiter)

    for future in futures:
        future.add_done_callback(_on_completion)
    try:
        await waiter
    finally:
        if timer is not None:
            timer.cancel()
        for future in futures:
            future.remove_done_callback(_on_completion)
    done, pending = set(), set()
    for future in futures:
        if future.done():
            done.add(future)
        else:
            pending.add(future)
    return done, pending


class _AsCompletedIterator:
    __module__ = "asyncio.tasks"

    def __init__(self, aws, timeout):
        self._done = Queue()
        self._timer = None
        loop = get_event_loop()
        todo = {ensure_future(awaitable, loop=loop): None for awaitable in set(aws)}
        self._todo = todo
        self._left = len(todo)
        for future in todo:
            future.add_done_callback(self._handle_completion)
        if todo and timeout is not None:
            self._timer = loop.call_later(timeout, self._handle_timeout)

    def __aiter__(self):
        return self

    def __iter__(self):
        return self

    async def __anext__(self):
        if not self._left:
            raise StopAsyncIteration
        self._left -= 1
        return await self._wait_for_one()

    def __next__(self):
        if not self._left:
            raise StopIteration
        self._left -= 1
        return self._wait_for_one(True)

    def _handle_timeout(self):
        for future in self._todo:
            future.remove_done_callback(self._handle_completion)
            self._done.put_nowait(None)
        self._todo.clear()

    def _handle_completion(self, future):
        if not self._todo:
            return
        del self._todo[future]
        self._done.put_nowait(future)
        if not self._todo and self._timer is not None:
            self._timer.cancel()

    async def _wait_for_one(self, resolve=False):
        future = await self._done.get()
        if future is None:
            raise TimeoutError
        return future.result() if resolve else future


def as_completed(fs, *, timeout=None):
    if _is_awaitable(fs):
        raise TypeError(f"expects an iterable of awaitables, not {type(fs).__name__}")
    return _AsCompletedIterator(fs, timeout)


def create_eager_task_factory(custom_task_constructor):
    def factory(loop, coro, *, name=None, context=None):
        return custom_task_constructor(coro, loop=loop, name=name, context=context, eager_start=True)

    return factory


eager_task_factory = create_eager_task_factory(Task)


def _task_stack(task, limit):
    # A suspended coroutine has one frame; a task that failed has those of its exception's traceback.
    frames = []
    frame = getattr(task.get_coro(), "cr_frame", None)
    if frame is not None:
        while frame is not None and (limit is None or len(frames) < limit):
            frames.append(frame)
            frame = frame.f_back
        frames.reverse()
    elif task._exception is not None:
        traceback = task._exception.__traceback__
        while traceback is not None and (limit is None or len(frames) < limit):
            frames.append(traceback.tb_frame)
            traceback = traceback.tb_next
    return frames


def _print_task_stack(task, limit, file):
    frames = _task_stack(task, limit)
    exception = task._exception
    if not frames:
        print(f"No stack for {task!r}", file=file)
    elif exception is not None:
        print(f"Traceback for {task!r} (most recent call last):", file=file)
    else:
        print(f"Stack for {task!r} (most recent call last):", file=file)
    out = _sys.stderr if file is None else file
    for frame in frames:
        code = frame.f_code
        print(f'  File "{code.co_filename}", line {frame.f_lineno}, in {code.co_name}', file=out)
        line = _source_line(frame)
        if line:
            print(f"    {line}", file=out)
    if exception is not None:
        print(_exception_only(exception), file=file, end="")
