# Generators, coroutines and async generators: what is done where a result is not simply taken.


def awaitable_close(awaitable):
    try:
        awaitable.throw(GeneratorExit)
    except (StopIteration, StopAsyncIteration, GeneratorExit):
        return None
    raise RuntimeError("coroutine ignored GeneratorExit")


def aiter_of(value):
    return _check_async_iterator(type(value).__aiter__(value))


def anext_of(iterator):
    return type(iterator).__anext__(iterator)


def anext_or(iterator, default):
    return _anext_awaitable(type(iterator).__anext__(iterator), default)


def anext_iterator(awaitable):
    if _is_coroutine(awaitable):
        return awaitable.__await__()
    method = getattr(type(awaitable), "__await__", None)
    if method is None:
        raise TypeError(f"object {type(awaitable).__name__} can't be used in 'await' expression")
    iterator = method(awaitable)
    if _is_coroutine(iterator):
        return iterator.__await__()
    if not hasattr(type(iterator), "__next__"):
        raise TypeError("object is not an iterator")
    return iterator


def anext_next(awaitable, default):
    iterator = anext_iterator(awaitable)
    try:
        return type(iterator).__next__(iterator)
    except StopAsyncIteration:
        pass
    raise StopIteration(default)


def anext_send(awaitable, default, value):
    try:
        return anext_iterator(awaitable).send(value)
    except StopAsyncIteration:
        pass
    raise StopIteration(default)


def anext_throw(awaitable, default, exception):
    try:
        return anext_iterator(awaitable).throw(exception)
    except StopAsyncIteration:
        pass
    raise StopIteration(default)


def anext_close(awaitable, default):
    try:
        return anext_iterator(awaitable).close()
    except StopAsyncIteration:
        pass
    raise StopIteration(default)


async def await_it(awaitable):
    return await awaitable


def future_repr(future):
    name = type(future).__name__
    state = future._state
    parts = [state.lower()]
    if name == "Task":
        if state == "PENDING" and future.cancelling():
            parts[0] = "cancelling"
        parts.append(f"name={future.get_name()!r}")
        parts.append(f"coro=<{future._coro_place()}>")
        if future._waits_for() is not None:
            parts.append(f"wait_for={future._waits_for()!r}")
    if state == "FINISHED":
        if future._exception is not None:
            parts.append(f"exception={future._exception!r}")
        else:
            parts.append(f"result={future.result()!r}")
    return f"<{name} {' '.join(parts)}>"


def named_task(coroutine, name):
    return _new_task(coroutine, str(name))


def task_of(awaitable, name):
    return _new_task(await_it(awaitable), name)


def set_task_name(task, name):
    task.set_name(str(name))


def no_coroutine(value):
    raise TypeError(f"a coroutine was expected, got {value!r}")


class AsyncgenHooks(tuple):
    firstiter = property(lambda self: self[0])
    finalizer = property(lambda self: self[1])

    def __repr__(self):
        return f"asyncgen_hooks(firstiter={self[0]!r}, finalizer={self[1]!r})"


def asyncgen_hooks(firstiter, finalizer):
    return AsyncgenHooks((firstiter, finalizer))
