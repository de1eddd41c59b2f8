# Whatever has the attribute by which futures are told is one.
import asyncio


class Like:
    _asyncio_future_blocking = False


class Blocking(Like):
    _asyncio_future_blocking = True


class Not:
    _asyncio_future_blocking = None


class OnlyInstance:
    def __init__(self):
        self._asyncio_future_blocking = False


class Overridden(Like):
    def __init__(self):
        self._asyncio_future_blocking = None


class Property:
    @property
    def _asyncio_future_blocking(self):
        print("asked")
        return False


class Hidden(Like):
    def __getattribute__(self, name):
        print("getattribute", name)
        return super().__getattribute__(name)


async def main():
    for thing in Like(), Blocking(), Not(), OnlyInstance(), Overridden(), Property(), Hidden(), Like, 1, None, "text":
        print(thing.__class__.__name__, asyncio.isfuture(thing))
    print(asyncio.isfuture(asyncio.current_task()), asyncio.isfuture(asyncio.Future()), asyncio.isfuture(main))
    like = Like()
    print(asyncio.ensure_future(like) is like)


asyncio.run(main())
