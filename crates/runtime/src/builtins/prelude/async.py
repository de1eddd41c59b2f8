# Generators, coroutines and async generators: what is done where a result is not simply taken.


def awaitable_close(awaitable, error=GeneratorExit):
    try:
        awaitable.throw(error)
    except (StopIteration, StopAsyncIteration, GeneratorExit):
        return None
    raise RuntimeError("coroutine ignored GeneratorExit")


def aiter_of(value):
    return _check_async_iterator(bind_special(value, "__aiter__")())


def anext_of(iterator):
    return bind_special(iterator, "__anext__")()


def anext_or(iterator, default):
    return _anext_awaitable(bind_special(iterator, "__anext__")(), default)


def anext_iterator(awaitable):
    if _is_coroutine(awaitable):
        return awaitable.__await__()
    if _is_awaitable_generator(awaitable):
        return awaitable
    if not _has_special(awaitable, "__await__"):
        raise TypeError(f"object {type(awaitable).__name__} can't be used in 'await' expression")
    return _check_awaited(bind_special(awaitable, "__await__")())


def anext_next(awaitable, default):
    iterator = anext_iterator(awaitable)
    try:
        return next(iterator)
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


def named_task(coroutine, name, context):
    return _new_task(coroutine, str(name), context)


def eager_task(coroutine, name, context):
    if name is not None:
        name = str(name)
    task, previous = _eager_begin(coroutine, name, context)
    try:
        event, value = "yielded", coroutine.send(None)
    except StopIteration as stop:
        event, value = "returned", stop.value
    except BaseException as error:
        event, value = "raised", error
    _eager_end(task, previous, event, value)
    return task


def set_task_name(task, name):
    task.set_name(str(name))


def no_coroutine(value):
    raise TypeError(f"a coroutine was expected, got {value!r}")


class asyncgen_hooks(tuple):
    __module__ = "builtins"
    __slots__ = ()
    firstiter = property(lambda self: self[0])
    finalizer = property(lambda self: self[1])

    def __repr__(self):
        return f"asyncgen_hooks(firstiter={self[0]!r}, finalizer={self[1]!r})"


def asyncgen_hooks_of(firstiter, finalizer):
    return asyncgen_hooks((firstiter, finalizer))


def context_run(context, callable, /, *args, **kwargs):
    _enter_context(context)
    try:
        return callable(*args, **kwargs)
    finally:
        _leave_context()
