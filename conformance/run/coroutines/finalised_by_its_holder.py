# A coroutine that ends while what holds it is finalised is not finalised again.
import gc


async def busy():
    try:
        await Pause()
    finally:
        raise ValueError("from the coroutine")


class Pause:
    def __await__(self):
        yield "pause"


class Pump:
    # Drives a coroutine by hand, and ignores its own end once.
    def __init__(self, coroutine):
        self.coroutine = coroutine

    def __await__(self):
        step, given = self.coroutine.send, None
        while True:
            try:
                got = step(given)
            except StopIteration as error:
                return error.value
            try:
                given = yield got
                step = self.coroutine.send
            except BaseException as error:
                step, given = self.coroutine.throw, error


async def outer():
    try:
        await Pump(stubborn())
    except RuntimeError as error:
        print("outer", error)


async def stubborn():
    try:
        try:
            await Pause()
        finally:
            await Pause()
    finally:
        print("stubborn ends")
        raise ValueError("from the coroutine")


for make in outer, lambda: Pump(busy()).__await__():
    thing = make()
    print(thing.send(None))
    try:
        thing.close() if make is outer else None
    except BaseException as error:
        print(repr(error))
    thing = None
    gc.collect()
print("end")
