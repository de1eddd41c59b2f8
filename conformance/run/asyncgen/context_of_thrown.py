# An exception thrown into a chain of generators or coroutines gets its context from each frame that handles one.
import asyncio
import types


@types.coroutine
def suspend():
    yield


async def in_finally():
    try:
        raise IndexError("first")
    finally:
        await suspend()


async def in_except():
    try:
        raise IndexError("first")
    except IndexError:
        await in_the_middle()


async def in_the_middle():
    await suspend()


def plain():
    try:
        raise IndexError("first")
    except IndexError:
        yield from inner()


def inner():
    yield


for make in (in_finally, in_except, plain):
    made = make()
    made.send(None)
    try:
        made.throw(KeyError("thrown"))
    except KeyError as error:
        print(make.__name__, repr(error.__context__))


async def waits():
    try:
        raise IndexError("before")
    except IndexError:
        await asyncio.sleep(10)


async def main():
    task = asyncio.create_task(waits())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError as error:
        print(repr(error), repr(error.__context__))


asyncio.run(main())
