# What a host's calls do on the script's side.

from builtins import getattr as attribute, iter


# The loop in which the host's calls run as tasks.
def serve():
    asyncio = imported_asyncio()
    if asyncio is None:
        run_loop()
    else:
        asyncio._loop_of_host().run_forever()


async def call(function, args):
    result = function(*args)
    if type(result).__name__ == "coroutine":
        return await result
    return result


# The result of a coroutine in a tuple; nothing if it would have to wait.
def run_now(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return (stop.value,)
    coroutine.close()
    return None


def async_function(begin, name, qualname, module):
    async def function(*args, **kwargs):
        return await begin(*args, **kwargs)
    function.__doc__ = begin.__doc__
    function.__name__ = name
    function.__qualname__ = qualname
    function.__module__ = module
    return function


# What methods of a host's classes look like; a native runs in its place.
def method(*args, **kwargs):
    pass


def reload(name):
    import importlib, sys
    module = sys.modules.get(name)
    if module is None:
        raise ImportError(f"module {name} not in sys.modules", name=name)
    importlib.reload(module)


async def next_item(awaitable):
    try:
        return (True, await awaitable)
    except StopAsyncIteration:
        return (False, None)


def asend(generator, value):
    return next_item(generator.asend(value))


def athrow(generator, name, message):
    import builtins
    kind = attribute(builtins, name, None)
    if not (isinstance(kind, type) and issubclass(kind, BaseException)):
        kind = RuntimeError
        message = name + ": " + message
    return next_item(generator.athrow(kind(message)))


async def aclose(generator):
    await generator.aclose()
