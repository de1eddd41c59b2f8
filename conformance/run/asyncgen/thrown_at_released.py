# athrow() and aclose() throw GeneratorExit at what the body awaits, where throw() closes it: to be seen only where a failed step
# has let go of a generator that awaits.
class Stubborn:
    def __await__(self):
        try:
            yield 1
        except BaseException as error:
            print("stubborn", repr(error))
            yield 2


def step(name, call, *args):
    try:
        print(name, "gave", call(*args))
    except BaseException as error:
        print(name, repr(error))


async def inner():
    await Stubborn()


async def body(deep):
    step("itself", stored.send, None)
    try:
        await (inner() if deep else Stubborn())
    finally:
        print("finally")
    yield 3


for deep in False, True:
    for name in "aclose", "athrow", "class", "throw":
        print(deep, name)
        agen = body(deep)
        stored = agen.asend(None)
        step("first", stored.send, None)
        if name == "aclose":
            other = agen.aclose()
        elif name == "throw":
            other = agen.asend(None)
        else:
            other = agen.athrow(GeneratorExit if name == "class" else GeneratorExit(5))
        if name == "throw":
            step("throw", other.throw, GeneratorExit)
        else:
            step("send", other.send, None)
        step("again", other.send, None)
        step("end", agen.aclose().send, None)
