# A delegate whose `throw` cannot be looked up: that error leaves throw(), and the generator knows nothing of it.
import sys


class Broken:
    def __init__(self, name):
        self.name = name

    def __iter__(self):
        return self

    __await__ = __iter__

    def __next__(self):
        return self.name

    def __getattr__(self, name):
        raise LookupError(name)


sys.unraisablehook = lambda unraisable: print("unraisable", repr(unraisable.exc_value), type(unraisable.object).__name__)


def step(call, *args):
    try:
        print("gave", call(*args))
    except BaseException as error:
        print("raised", repr(error), repr(error.__context__))


def delegates(name):
    try:
        yield from Broken(name)
    finally:
        print(name, "left by", repr(sys.exception()))


def outer(inner):
    try:
        yield from inner
    except LookupError as error:
        print("outer got", repr(error), inner.gi_suspended, inner.gi_yieldfrom.name)
        yield "after"


generator = delegates("one")
next(generator)
step(generator.throw, ValueError)
print(generator.gi_suspended, generator.gi_running, generator.gi_yieldfrom.name)
step(next, generator)
step(generator.throw, GeneratorExit)
inner = delegates("two")
generator = outer(inner)
next(generator)
step(generator.throw, ValueError)
step(next, generator)
step(inner.close)


async def work(name):
    try:
        await Broken(name)
    finally:
        print(name, "left by", repr(sys.exception()))


async def calls(name):
    try:
        await work(name)
    except LookupError as error:
        print("calls got", repr(error))
        return "caught"


coroutine = work("three")
coroutine.send(None)
step(coroutine.throw, KeyError)
step(coroutine.send, None)
step(coroutine.close)
coroutine = calls("four")
coroutine.send(None)
step(coroutine.throw, KeyError)


async def agen(name):
    try:
        await Broken(name)
        yield 1
    finally:
        print(name, "left by", repr(sys.exception()))


generator = agen("five")
asend = generator.asend(None)
step(asend.send, None)
step(asend.throw, KeyError)
step(asend.send, None)
print(generator.ag_running, generator.ag_await.name)
step(generator.aclose().send, None)
asend = generator.asend(None)
step(asend.send, None)
step(asend.close)
print(generator.ag_running, generator.ag_frame)
