# GeneratorExit that close() and throw() make for inner frames: raised for a coroutine, thrown for an async generator, which so
# does not get what the caller handles as its context.
def chain(error):
    names = []
    while error is not None:
        names.append(type(error).__name__)
        error = error.__context__
    return " < ".join(names)


class Pause:
    def __await__(self):
        yield


def told(name):
    class Told:
        def __enter__(self):
            pass

        def __exit__(self, kind, error, traceback):
            print(name, chain(error))
    return Told()


async def inner():
    with told("inner"):
        await Pause()


async def agen():
    with told("agen"):
        yield await inner()


async def comprehension():
    with told("comprehension"):
        return [item async for item in agen()]


async def stored():
    with told("stored"):
        step = agen().asend(None)
        return await step


async def with_default():
    with told("with default"):
        return await anext(agen(), 5)


async def outer(function):
    with told("outer"):
        return await function()


for function in comprehension, stored, with_default:
    for end in "close", "throw", "class":
        for look in False, True:
            print(function.__name__, end, look)
            driven = outer(function)
            driven.send(None)
            if look:
                print(type(driven.cr_await.cr_await).__name__)
            try:
                try:
                    raise KeyError
                finally:
                    if end == "close":
                        driven.close()
                    else:
                        driven.throw(GeneratorExit() if end == "throw" else GeneratorExit)
            except BaseException as error:
                print(chain(error))
