# asyncio: exceptions, handles and the loop as an object. The loop itself is native (`_asyncio`).

from _asyncio import (
    Future, Task, CancelledError, InvalidStateError, create_task, current_task, gather, iscoroutine, iscoroutinefunction,
    isfuture, get_running_loop, _all_tasks, _call_at, _call_soon, _close_loop, _callback_place, _drive, _exception_only, _install, _is_loop, _loop,
    _new_future, _pause, _queue_get, _queue_put, _report_with, _running, _select_loop, _source_line, _stop, _take_generators, _time, _timer, _traceback_text, _use_task_factory,
    _keyboard_presses, _watch_keyboard, _watch_queues,
)
import sys as _sys
from contextvars import copy_context as _copy_context
from types import GenericAlias as _GenericAlias

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

    def __reduce__(self):
        return type(self), (self.partial, self.expected)


class LimitOverrunError(Exception):
    __module__ = "asyncio.exceptions"

    def __init__(self, message, consumed):
        super().__init__(message)
        self.consumed = consumed

    def __reduce__(self):
        return type(self), (self.args[0], self.consumed)


class SendfileNotAvailableError(RuntimeError):
    __module__ = "asyncio.exceptions"


class BrokenBarrierError(RuntimeError):
    __module__ = "asyncio.exceptions"


class Handle:
    __module__ = "asyncio.events"

    def __init__(self, callback, args, loop, context=None):
        self._context = context
        self._loop = loop
        self._callback = callback
        self._args = args
        # The native loop skips a job whose token is done.
        self._token = _new_future()
        self._cancelled = False
        self._repr = None

    def _repr_info(self):
        info = [type(self).__name__]
        if self._cancelled:
            info.append("cancelled")
        if self._callback is not None:
            info.append(_callback_place(self._callback, self._args, self._loop.get_debug()))
        return info

    def __repr__(self):
        if self._repr is not None:
            return self._repr
        return f"<{' '.join(self._repr_info())}>"

    def get_context(self):
        return self._context

    def cancel(self):
        if not self._cancelled:
            self._cancelled = True
            self._token.cancel()
            if self._loop.get_debug():
                self._repr = repr(self)
            self._callback = None
            self._args = None

    def cancelled(self):
        return self._cancelled


class TimerHandle(Handle):
    __module__ = "asyncio.events"

    def __init__(self, when, callback, args, loop, context=None):
        super().__init__(callback, args, loop, context)
        self._when = when

    def _repr_info(self):
        info = super()._repr_info()
        info.insert(2 if self._cancelled else 1, f"when={self._when}")
        return info

    def __hash__(self):
        return hash(self._when)

    def __lt__(self, other):
        if isinstance(other, TimerHandle):
            return self._when < other._when
        return NotImplemented

    def __le__(self, other):
        if isinstance(other, TimerHandle):
            return self._when < other._when or self.__eq__(other)
        return NotImplemented

    def __gt__(self, other):
        if isinstance(other, TimerHandle):
            return self._when > other._when
        return NotImplemented

    def __ge__(self, other):
        if isinstance(other, TimerHandle):
            return self._when > other._when or self.__eq__(other)
        return NotImplemented

    def __eq__(self, other):
        if isinstance(other, TimerHandle):
            mine = (self._when, self._callback, self._args, self._cancelled)
            return mine == (other._when, other._callback, other._args, other._cancelled)
        return NotImplemented

    def when(self):
        return self._when


_threads = "there are no threads in a script, use create_task or an async function of the host"
_sockets = "a script has no sockets, let the host hand in an async function"
_processes = "a script starts no processes, let the host hand in an async function"
_signals = "signals are the host's"
_refused = {
    "run_in_executor": _threads, "set_default_executor": _threads, "getaddrinfo": _sockets, "getnameinfo": _sockets,
    "create_connection": _sockets, "create_server": _sockets, "create_unix_connection": _sockets,
    "create_unix_server": _sockets, "create_datagram_endpoint": _sockets, "connect_accepted_socket": _sockets,
    "start_tls": _sockets, "sendfile": _sockets, "sock_accept": _sockets, "sock_connect": _sockets, "sock_recv": _sockets,
    "sock_recv_into": _sockets, "sock_recvfrom": _sockets, "sock_recvfrom_into": _sockets, "sock_sendall": _sockets,
    "sock_sendfile": _sockets, "sock_sendto": _sockets, "add_reader": _sockets, "add_writer": _sockets,
    "remove_reader": _sockets, "remove_writer": _sockets, "connect_read_pipe": _processes,
    "connect_write_pipe": _processes, "subprocess_exec": _processes, "subprocess_shell": _processes,
    "add_signal_handler": _signals, "remove_signal_handler": _signals,
}


class AbstractEventLoop:
    __module__ = "asyncio.events"

    def __getattr__(self, name):
        error = AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'", name=name, obj=self)
        if name in _refused:
            error.add_note(f"CPython's event loops have '{name}', Hognose's do not: {_refused[name]}")
        raise error


class BaseEventLoop(AbstractEventLoop):
    __module__ = "asyncio.base_events"

    def __init__(self):
        self._closed = False
        self._debug = False
        self._exception_handler = None
        self._task_factory = None
        self._asyncgens_shutdown_called = False
        self.slow_callback_duration = 0.1

    def __repr__(self):
        return (
            f"<{type(self).__name__} running={self.is_running()} closed={self.is_closed()} debug={self.get_debug()}>"
        )

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
        if self._debug:
            self._check_callback(callback, "call_soon")
        handle = Handle(callback, args, self, context)
        if _is_loop(self):
            _call_soon(callback, args, handle._token, context)
        else:
            self._elsewhere(_call_soon, callback, args, handle._token, context)
        return handle

    def _elsewhere(self, schedule, *args):
        # The jobs of another loop are in the place of this one's.
        previous = _select_loop(self)
        try:
            schedule(*args)
        finally:
            _select_loop(previous)

    def call_soon_threadsafe(self, callback, *args, context=None):
        self._check_closed()
        if self._debug:
            self._check_callback(callback, "call_soon_threadsafe")
        handle = Handle(callback, args, self, context)
        if _is_loop(self):
            _call_soon(callback, args, handle._token, context)
        else:
            self._elsewhere(_call_soon, callback, args, handle._token, context)
        return handle

    def call_later(self, delay, callback, *args, context=None):
        if delay is None:
            raise TypeError("delay must not be None")
        return self.call_at(self.time() + delay, callback, *args, context=context)

    def call_at(self, when, callback, *args, context=None):
        if when is None:
            raise TypeError("when cannot be None")
        self._check_closed()
        if self._debug:
            self._check_callback(callback, "call_at")
        handle = TimerHandle(when, callback, args, self, context)
        if _is_loop(self):
            _call_at(when, callback, args, handle._token, context)
        else:
            self._elsewhere(_call_at, when, callback, args, handle._token, context)
        return handle

    def create_future(self):
        return _new_future(self)

    def create_task(self, coro, *, name=None, context=None):
        self._check_closed()
        if self._task_factory is None:
            return Task(coro, loop=self, name=name, context=context)
        if context is None:
            task = self._task_factory(self, coro)
        else:
            task = self._task_factory(self, coro, context=context)
        task.set_name(name)
        return task

    def set_task_factory(self, factory):
        if factory is not None and not callable(factory):
            raise TypeError("task factory must be a callable or None")
        self._task_factory = factory
        if _is_loop(self):
            _use_task_factory(factory is not None)

    def get_task_factory(self):
        return self._task_factory

    def _activate(self):
        _install(self, self._report, self._close_generator)
        _use_task_factory(self._task_factory is not None)

    def run_until_complete(self, future):
        self._check_closed()
        self._check_running()
        self._activate()
        return _drive(ensure_future(future, loop=self))

    def run_forever(self):
        self._check_closed()
        self._check_running()
        self._activate()
        _drive(None)

    def stop(self):
        self._elsewhere(_stop)

    def _check_running(self):
        if self.is_running():
            raise RuntimeError("This event loop is already running")
        if _running():
            raise RuntimeError("Cannot run the event loop while another loop is running")

    def close(self):
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        if not self._closed:
            self._closed = True
            _close_loop(self)

    def _close_generator(self, generator):
        if not self._closed:
            self.create_task(generator.aclose())

    async def shutdown_asyncgens(self):
        self._asyncgens_shutdown_called = True
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
        lines = [context.get("message") or "Unhandled exception in event loop"]
        for key in sorted(context):
            if key not in ("message", "exception"):
                lines.append(f"{key}: {context[key]!r}")
        print("\n".join(lines), file=_sys.stderr)
        exception = context.get("exception")
        if exception is not None:
            print(_traceback_text(exception), end="", file=_sys.stderr)

    def call_exception_handler(self, context):
        if self._exception_handler is None:
            self.default_exception_handler(context)
            return
        try:
            about = context.get("task")
            if about is None:
                about = context.get("future")
            if about is None:
                about = context.get("handle")
            variables = about.get_context() if about is not None and hasattr(about, "get_context") else None
            if variables is not None and hasattr(variables, "run"):
                variables.run(self._exception_handler, self, context)
            else:
                self._exception_handler(self, context)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self.default_exception_handler({
                "message": "Unhandled error in exception handler",
                "exception": error,
                "context": context,
            })

    def _report(self, exception, callback, args):
        # The exception is being handled while the handler runs: it is the context of the handler's own.
        try:
            raise exception
        except BaseException:
            self.call_exception_handler({
                "message": f"Exception in callback {_callback_place(callback, args, self._debug)}",
                "exception": exception,
                "handle": Handle(callback, args, self),
            })


def _report_unretrieved(future, exception, loop):
    if exception is None and loop is not None:
        loop.call_exception_handler({"task": future, "message": "Task was destroyed but it is pending!"})
    elif loop is not None:
        loop.call_exception_handler({
            "message": f"{type(future).__name__} exception was never retrieved",
            "exception": exception,
            "future": future,
        })


_report_with(_report_unretrieved)


class BaseSelectorEventLoop(BaseEventLoop):
    __module__ = "asyncio.selector_events"


class _UnixSelectorEventLoop(BaseSelectorEventLoop):
    __module__ = "asyncio.unix_events"


del BaseSelectorEventLoop
SelectorEventLoop = EventLoop = _UnixSelectorEventLoop


def _future_without_loop():
    return _new_future(get_event_loop())


def _task_without_loop(coro, name, context):
    return Task(coro, loop=get_event_loop(), name=name, context=context)


def _get_running_loop():
    return _loop() if _running() else None


def _create_task_by_factory(coro, name, context):
    return _loop().create_task(coro, name=name, context=context)
