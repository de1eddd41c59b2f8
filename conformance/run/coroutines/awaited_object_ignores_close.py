# An awaitable's own generator that ignores its end is finalised as soon as the coroutine that awaited it goes on.
import sys


class Stubborn:
    def __init__(self, name, kept=None):
        self.name = name
        self.kept = kept

    def __await__(self):
        steps = self.steps()
        if self.kept is not None:
            self.kept.append(steps)
        return steps

    def steps(self):
        try:
            try:
                yield 1
            finally:
                yield 2
        finally:
            print(self.name, "ends", repr(sys.exception()), repr(sys.exception().__context__))


async def waits(name, kept=None):
    try:
        await Stubborn(name, kept)
    except RuntimeError as error:
        print(name, "goes on", error)
    finally:
        print(name, "finally")


def close(thing):
    try:
        thing.close()
    except BaseException as error:
        print("close raises", repr(error))
    else:
        print("closed")


for drive in ["wrapper", "coroutine"]:
    thing = waits(drive)
    if drive == "wrapper":
        thing = thing.__await__()
    print(thing.send(None))
    close(thing)

kept = []
thing = waits("held", kept)
print(thing.send(None))
close(thing)
print("dropping")
kept.clear()
thing = None
import gc
gc.collect()


def delegates(kept):
    kept.append(Stubborn("of a generator").steps())
    yield from kept.pop()


thing = delegates([])
print(next(thing))
close(thing)
print("end")
