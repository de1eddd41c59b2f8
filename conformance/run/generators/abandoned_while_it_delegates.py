# A generator that nobody holds closes what it delegates to, an object of the script's own too.
import gc


class Delegate:
    def __init__(self, name):
        self.name = name

    def __iter__(self):
        return self

    __await__ = __iter__

    def __next__(self):
        return 1

    def close(self):
        print("close", self.name)


def generator(name):
    yield from Delegate(name)


async def coroutine(name):
    await Delegate(name)


def outer(name):
    yield from generator(name)


g = generator("a generator's")
next(g)
del g
gc.collect()
g = outer("an inner generator's")
next(g)
del g
gc.collect()
c = coroutine("a coroutine's")
c.send(None)
del c
gc.collect()
kept = generator("one that is left at the end")
next(kept)
print("end")
