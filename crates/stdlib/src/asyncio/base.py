# asyncio: running, tasks and the loop as an object. The loop itself is native (`_asyncio`).

from _asyncio import (
    Future, Task, CancelledError, InvalidStateError, create_task, current_task, gather, iscoroutine, iscoroutinefunction,
    isfuture, get_running_loop, _all_tasks, _call_at, _call_soon, _drive, _install, _loop, _new_future, _pause, _reset,
    _running, _take_generators, _time, _timer,
)
import sys as _sys

TimeoutError = TimeoutError
FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"


class IncompleteReadError(EOFError):
    __module__ = "asyncio.exceptions"

    def __init__(self, partial, expected):
        r_expected = "undefined" if expected is None else repr(expected)
        super().__init__(f"{len(partial)} bytes read on a total of {r_expected} expected bytes")
        self.partial = partial
        self.expected = expected


class BrokenBarrierError(RuntimeError):
    __module__ = "asyncio.exceptions"


def _callback_name(callback, args):
    name = getattr(callback, "__qualname__", None) or getattr(callback, "__name__", None) or repr(callback)
    return f"{name}({', '.join([repr(arg) for arg in args])})"


class Handle:
    __module__ = "asyncio.events"

    def __init__(self, callback, args, loop, context=None):
        self._callback = callback
        self._args = args
        self._loop = loop
        # The native loop skips a job whose token is done.
        self._token = _new_future()

    def cancel(self):
        self._token.cancel()

    def cancelled(self):
        return self._token.cancelled()

    def __repr__(self):
        if self.cancelled():
            return f"<{type(self).__name__} cancelled>"
        return f"<{type(self).__name__} {_callback_name(self._callback, self._args)}>"


class TimerHandle(Handle):
    __module__ = "asyncio.events"

    def __init__(self, when, callback, args, loop, context=None):
        super().__init__(callback, args, loop, context)
        self._when = when

    def when(self):
        return self._when

    def __repr__(self):
        if self.cancelled():
            return f"<TimerHandle cancelled when={self._when}>"
        return f"<TimerHandle when={self._when} {_callback_name(self._callback, self._args)}>"


class AbstractEventLoop:
    __module__ = "asyncio.events"


class BaseEventLoop(AbstractEventLoop):
    __module__ = "asyncio.base_events"

    def __init__(self):
        self._closed = False
        self._debug = False
        self._exception_handler = None
        self._task_factory = None
        self._stopper = None

    def __repr__(self):
        return f"<{type(self).__name__} running={self.is_running()} closed={self._closed} debug={self._debug}>"

    def time(self):
        return _time()

    def is_running(self):
        return _running() and _loop() is self

    def is_closed(self):
        return self._closed

    def get_debug(self):
        return self._debug

    def set_debug(self, enabled):
        self._debug = enabled

    def _check_closed(self):
        if self._closed:
            raise RuntimeError("Event loop is closed")

    def _check_callback(self, callback, method):
        if iscoroutine(callback) or iscoroutinefunction(callback):
            raise TypeError(f"coroutines cannot be used with {method}()")
        if not callable(callback):
            raise TypeError(f"a callable object was expected by {method}(), got {callback!r}")

    def call_soon(self, callback, *args, context=None):
        self._check_closed()
        self._check_callback(callback, "call_soon")
        handle = Handle(callback, args, self, context)
        _call_soon(callback, args, handle._token)
        return handle

    call_soon_threadsafe = call_soon

    def call_later(self, delay, callback, *args, context=None):
        if delay is None:
            raise TypeError("delay must not be None")
        return self.call_at(_time() + delay, callback, *args, context=context)

    def call_at(self, when, callback, *args, context=None):
        if when is None:
            raise TypeError("when cannot be None")
        self._check_closed()
        self._check_callback(callback, "call_at")
        handle = TimerHandle(when, callback, args, self, context)
        _call_at(when, callback, args, handle._token)
        return handle

    def create_future(self):
        return _new_future()

    def create_task(self, coro, *, name=None, context=None):
        self._check_closed()
        if self._task_factory is not None:
            task = self._task_factory(self, coro)
            if name is not None:
                task.set_name(name)
            return task
        return Task(coro, name=name)

    def set_task_factory(self, factory):
        if factory is not None and not callable(factory):
            raise TypeError("task factory must be a callable or None")
        self._task_factory = factory

    def get_task_factory(self):
        return self._task_factory

    def run_until_complete(self, future):
        self._check_closed()
        self._check_running()
        _install(self, self._report, self._close_generator)
        return _drive(ensure_future(future))

    def run_forever(self):
        self._check_closed()
        self._check_running()
        _install(self, self._report, self._close_generator)
        self._stopper = _new_future()
        _drive(self._stopper)

    def stop(self):
        if self._stopper is not None and not self._stopper.done():
            self._stopper.set_result(None)

    def _check_running(self):
        if _running():
            if self.is_running():
                raise RuntimeError("This event loop is already running")
            raise RuntimeError("Cannot run the event loop while another loop is running")

    def close(self):
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        if not self._closed:
            self._closed = True
            _reset()

    def _close_generator(self, generator):
        create_task(generator.aclose())

    async def shutdown_asyncgens(self):
        generators = _take_generators()
        if not generators:
            return
        results = await gather(*[generator.aclose() for generator in generators], return_exceptions=True)
        for result, generator in zip(results, generators):
            if isinstance(result, Exception):
                self.call_exception_handler({
                    "message": f"an error occurred during closing of asynchronous generator {generator!r}",
                    "exception": result,
                    "asyncgen": generator,
                })

    async def shutdown_default_executor(self, timeout=None):
        pass

    def get_exception_handler(self):
        return self._exception_handler

    def set_exception_handler(self, handler):
        if handler is not None and not callable(handler):
            raise TypeError(f"A callable object or None is expected, got {handler!r}")
        self._exception_handler = handler

    def default_exception_handler(self, context):
        message = context.get("message") or "Unhandled exception in event loop"
        lines = [message]
        for key in sorted(context):
            if key not in ("message", "exception"):
                lines.append(f"{key}: {context[key]!r}")
        print("\n".join(lines), file=_sys.stderr)
        exception = context.get("exception")
        if exception is not None:
            _sys.excepthook(type(exception), exception, exception.__traceback__)

    def call_exception_handler(self, context):
        if self._exception_handler is None:
            self.default_exception_handler(context)
        else:
            self._exception_handler(self, context)

    def _report(self, exception, callback, args):
        self.call_exception_handler({
            "message": f"Exception in callback {_callback_name(callback, args)}",
            "exception": exception,
            "handle": Handle(callback, args, self),
        })


class _UnixSelectorEventLoop(BaseEventLoop):
    __module__ = "asyncio.unix_events"


SelectorEventLoop = EventLoop = _UnixSelectorEventLoop
_current_loop = [None]


def new_event_loop():
    return _UnixSelectorEventLoop()


def set_event_loop(loop):
    _current_loop[0] = loop


def get_event_loop():
    if _running():
        return _loop()
    if _current_loop[0] is None:
        raise RuntimeError("There is no current event loop in thread 'MainThread'.")
    return _current_loop[0]


def _get_running_loop():
    return _loop() if _running() else None


class Runner:
    __module__ = "asyncio.runners"

    def __init__(self, *, debug=None, loop_factory=None):
        self._debug = debug
        self._loop_factory = loop_factory
        self._loop = None
        self._closed = False

    def __enter__(self):
        self._open()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.close()

    def _open(self):
        if self._closed:
            raise RuntimeError("Runner is closed")
        if self._loop is None:
            self._loop = new_event_loop() if self._loop_factory is None else self._loop_factory()
            _install(self._loop, self._loop._report, self._loop._close_generator)
            if self._debug is not None:
                self._loop.set_debug(self._debug)

    def get_loop(self):
        self._open()
        return self._loop

    def run(self, coro, *, context=None):
        if not iscoroutine(coro):
            raise ValueError(f"a coroutine was expected, got {coro!r}")
        if _running():
            raise RuntimeError("Runner.run() cannot be called from a running event loop")
        self._open()
        return self._loop.run_until_complete(self._loop.create_task(coro))

    def close(self):
        if self._closed or self._loop is None:
            self._closed = True
            return
        loop = self._loop
        try:
            _cancel_all_tasks(loop)
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.run_until_complete(loop.shutdown_default_executor())
        finally:
            loop.close()
            self._loop = None
            self._closed = True


def run(main, *, debug=None, loop_factory=None):
    if _running():
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    with Runner(debug=debug, loop_factory=loop_factory) as runner:
        return runner.run(main)


def _cancel_all_tasks(loop):
    tasks = _all_tasks()
    if not tasks:
        return
    for task in tasks:
        task.cancel()
    loop.run_until_complete(gather(*tasks, return_exceptions=True))
    for task in tasks:
        if not task.cancelled() and task.exception() is not None:
            loop.call_exception_handler({
                "message": "unhandled exception during asyncio.run() shutdown",
                "exception": task.exception(),
                "task": task,
            })


def all_tasks(loop=None):
    if not _running() and loop is None:
        raise RuntimeError("no running event loop")
    return set(_all_tasks())


async def sleep(delay, result=None):
    if delay <= 0:
        _pause()
        return result
    if delay != delay:
        raise ValueError("Invalid delay: NaN (not a number)")
    return await _timer(delay, result)


def isawaitable(value):
    return iscoroutine(value) or hasattr(type(value), "__await__")


async def _wrap_awaitable(awaitable):
    return await awaitable


def ensure_future(coro_or_future, *, loop=None):
    if isfuture(coro_or_future):
        return coro_or_future
    if not iscoroutine(coro_or_future):
        if not isawaitable(coro_or_future):
            raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
        coro_or_future = _wrap_awaitable(coro_or_future)
    return Task(coro_or_future)


def _gather_slowly(awaitables, return_exceptions):
    # Some are neither futures nor coroutines: each different one becomes a future once.
    futures = {}
    children = []
    for awaitable in awaitables:
        key = id(awaitable)
        if key not in futures:
            futures[key] = ensure_future(awaitable)
        children.append(futures[key])
    return gather(*children, return_exceptions=return_exceptions)


def wrap_future(future, *, loop=None):
    return future


def shield(arg):
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = _new_future()

    def inner_done(inner):
        if outer.cancelled():
            if not inner.cancelled():
                inner.exception()
        elif inner.cancelled():
            outer.cancel()
        elif inner.exception() is not None:
            outer.set_exception(inner.exception())
        else:
            outer.set_result(inner.result())

    def outer_done(outer):
        if not inner.done():
            inner.remove_done_callback(inner_done)

    inner.add_done_callback(inner_done)
    outer.add_done_callback(outer_done)
    return outer


def _release(waiter, *args):
    if not waiter.done():
        waiter.set_result(None)


async def _cancel_and_wait(future):
    waiter = _new_future()

    def done(future):
        _release(waiter)

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
    futures = []
    for future in fs:
        if iscoroutine(future):
            raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
        if future not in futures:
            futures.append(future)
    waiter = _new_future()
    timer = None
    if timeout is not None:
        timer = get_running_loop().call_later(timeout, _release, waiter)
    left = [len(futures)]

    def on_completion(future):
        left[0] -= 1
        failed = return_when == FIRST_EXCEPTION and not future.cancelled() and future.exception() is not None
        if left[0] <= 0 or return_when == FIRST_COMPLETED or failed:
            if timer is not None:
                timer.cancel()
            _release(waiter)

    for future in futures:
        future.add_done_callback(on_completion)
    try:
        await waiter
    finally:
        if timer is not None:
            timer.cancel()
        for future in futures:
            future.remove_done_callback(on_completion)
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
        todo = []
        for awaitable in set(aws):
            todo.append(ensure_future(awaitable))
        self._todo = todo
        self._left = len(todo)
        for future in todo:
            future.add_done_callback(self._on_completion)
        if todo and timeout is not None:
            self._timer = get_running_loop().call_later(timeout, self._on_timeout)

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

    def _on_timeout(self):
        for future in self._todo:
            future.remove_done_callback(self._on_completion)
            self._done.put_nowait(None)
        self._todo.clear()

    def _on_completion(self, future):
        if not self._todo:
            return
        self._todo.remove(future)
        self._done.put_nowait(future)
        if not self._todo and self._timer is not None:
            self._timer.cancel()

    async def _wait_for_one(self, resolve=False):
        future = await self._done.get()
        if future is None:
            raise TimeoutError
        return future.result() if resolve else future


def as_completed(fs, *, timeout=None):
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f"expect an iterable of futures, not {type(fs).__name__}")
    return _AsCompletedIterator(fs, timeout)
