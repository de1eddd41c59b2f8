import asyncio


def chain(error):
    names = []
    while error is not None and len(names) < 9:
        names.append(type(error).__name__)
        error = error.__context__
    return " < ".join(names)


async def plain():
    await asyncio.sleep(0)


async def handles(inner):
    try:
        raise KeyError
    except KeyError:
        await inner()


async def raises():
    try:
        await asyncio.sleep(0)
    finally:
        raise ValueError


async def twice():
    try:
        raise LookupError
    except LookupError:
        try:
            await handles(plain)
        except BaseException as error:
            print("twice", chain(error))
            raise


async def generator(inner):
    try:
        raise OSError
    except OSError:
        yield await inner()


async def through(inner):
    try:
        raise IndexError
    except IndexError:
        async for x in generator(inner):
            pass


async def in_finally():
    try:
        raise ZeroDivisionError
    finally:
        await plain()


def sync():
    try:
        raise OSError
    except OSError:
        yield from inner_sync()


def inner_sync():
    yield 1


def outer_sync():
    try:
        raise ImportError
    except ImportError:
        yield from sync()


async def main():
    for function in (plain, lambda: handles(plain), lambda: handles(raises), twice, lambda: through(plain), lambda: through(raises),
                     lambda: through(lambda: handles(plain)), in_finally):
        task = asyncio.create_task(function())
        await asyncio.sleep(0)
        task.cancel()
        try:
            await task
        except BaseException as error:
            print("task", chain(error))
        coroutine = function()
        coroutine.send(None)
        try:
            coroutine.throw(Exception)
        except BaseException as error:
            print("by hand", chain(error))


asyncio.run(main())
generator_object = outer_sync()
next(generator_object)
try:
    generator_object.throw(ValueError)
except ValueError as error:
    print(chain(error))
try:
    try:
        raise KeyError
    except KeyError:
        generator_object = outer_sync()
        next(generator_object)
        generator_object.throw(ValueError)
except ValueError as error:
    print(chain(error))
