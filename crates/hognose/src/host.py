# What a host's calls do on the script's side.

def call(function, args):
    result = function(*args)
    if type(result).__name__ == "coroutine":
        return drive(result)
    return result


def drive(coroutine):
    import sys
    asyncio = sys.modules.get("asyncio")
    if asyncio is not None:
        return asyncio.run(coroutine)
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value
    coroutine.close()
    raise RuntimeError("the script waits for something without an event loop")


async def next_item(awaitable):
    try:
        return (True, await awaitable)
    except StopAsyncIteration:
        return (False, None)


def asend(generator, value):
    return drive(next_item(generator.asend(value)))


def athrow(generator, name, message):
    import builtins
    kind = getattr(builtins, name, None)
    if not (isinstance(kind, type) and issubclass(kind, BaseException)):
        kind = RuntimeError
        message = name + ": " + message
    return drive(next_item(generator.athrow(kind(message))))


def aclose(generator):
    async def close():
        await generator.aclose()
    return drive(close())
