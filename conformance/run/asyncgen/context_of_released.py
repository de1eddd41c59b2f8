# A generator that a failed step has let go of awaits while it handles an exception: what is thrown in then has that as its context.
import sys


def chain(error):
    texts = []
    while error is not None:
        texts.append(repr(error))
        error = error.__context__
    return " from ".join(texts)


def step(name, call, *args):
    try:
        print(name, "gave", call(*args))
    except BaseException as error:
        print(name, chain(error))


class Pause:
    def __await__(self):
        try:
            yield "pause"
        except BaseException as error:
            print("pause", chain(error))
            raise


async def deeper():
    try:
        await Pause()
    finally:
        print("deeper", chain(sys.exception()))


async def body(deep):
    try:
        raise KeyError("handled")
    except KeyError:
        step("itself", stored.send, None)
        try:
            await (deeper() if deep else Pause())
        except BaseException as error:
            print("body", chain(error))
            raise
        yield 3


endings = {
    "aclose": lambda agen: agen.aclose().send(None),
    "athrow": lambda agen: agen.athrow(GeneratorExit).send(None),
    "athrow another": lambda agen: agen.athrow(ValueError).send(None),
    "throw": lambda agen: agen.asend(None).throw(GeneratorExit),
}
for deep in False, True:
    for name, end in endings.items():
        print(name, deep)
        agen = body(deep)
        stored = agen.asend(None)
        step("first", stored.send, None)
        step(name, end, agen)
        step("after", agen.aclose().send, None)
