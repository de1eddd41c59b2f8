import asyncio
import sys


class Pause:
    def __await__(self):
        yield 1


async def inner():
    try:
        await Pause()
    except KeyError:
        pass
    print("inner", repr(sys.exception()))
    try:
        raise OSError
    except OSError as error:
        print("context", repr(error.__context__))
    await Pause()
    print("inner again", repr(sys.exception()))


async def outer():
    try:
        raise ValueError
    except ValueError:
        await inner()


async def agen():
    await inner()
    yield 1


async def outer_agen():
    try:
        raise ValueError
    except ValueError:
        async for x in agen():
            pass


def sync_inner():
    try:
        yield 1
    except KeyError:
        pass
    print("inner", repr(sys.exception()))
    yield 2
    print("inner again", repr(sys.exception()))


def sync_outer():
    try:
        raise ValueError
    except ValueError:
        yield from sync_inner()


for make in outer, outer_agen, sync_outer:
    for first in "send", "throw":
        for outside in False, True:
            print(make.__name__, first, outside)
            driven = make()
            driven.send(None)
            try:
                if outside:
                    raise LookupError
                if first == "send":
                    driven.send(None)
                else:
                    driven.throw(KeyError)
            except LookupError:
                if first == "send":
                    driven.send(None)
                else:
                    driven.throw(KeyError)
            try:
                driven.send(None)
            except StopIteration:
                pass
