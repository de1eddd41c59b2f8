import asyncio

seen = []


def chain(error):
    names = []
    while error is not None and len(names) < 9:
        names.append(type(error).__name__)
        error = error.__context__
    return " < ".join(names)


class Pause:
    def __await__(self):
        yield 1


async def inner(mode):
    try:
        await Pause()
    except GeneratorExit as error:
        seen.append(error)
        if mode == "swallow":
            return 5
        if mode == "other":
            raise KeyError
        if mode == "args":
            raise GeneratorExit("own")
        raise


async def middle(mode):
    try:
        raise OSError
    except OSError:
        try:
            print("middle got", await inner(mode))
        except BaseException as error:
            print("middle", chain(error), error.args)
            seen.append(error)
            raise


async def agen(mode):
    try:
        yield await middle(mode)
    finally:
        import sys
        print("agen", chain(sys.exception()))


async def outer(mode):
    try:
        async for x in agen(mode):
            pass
    except BaseException as error:
        print("outer", chain(error), error.args)
        seen.append(error)
        raise


def generator(mode):
    try:
        yield from middle(mode).__await__()
    except BaseException as error:
        print("generator", chain(error), error.args)
        seen.append(error)
        raise


for make in middle, outer, generator:
    for mode in "raise", "swallow", "other", "args":
        print(make.__name__, mode)
        seen.clear()
        driven = make(mode)
        driven.send(None)
        try:
            print(driven.close())
        except BaseException as error:
            print("close", chain(error))
        print([[one is other for other in seen] for one in seen])
