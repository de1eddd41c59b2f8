# A coroutine or generator whose inner one is being closed counts as executing: it can be neither resumed nor closed meanwhile.
class Pause:
    def __await__(self):
        yield "pause"


def step(name, call, *args):
    try:
        print(name, "gave", call(*args))
    except BaseException as error:
        print(name, repr(error), repr(error.__context__))


def drive_outer():
    for what in driven:
        step("send", what.send, None)
        step("throw", what.throw, KeyError)
        step("close", what.close)


async def leaf():
    try:
        await Pause()
    finally:
        drive_outer()
        if fails:
            driven[0].send(None)


async def agen():
    yield await leaf()


async def middle():
    try:
        return [item async for item in agen()]
    finally:
        print("middle")


async def outer():
    try:
        await middle()
    finally:
        print("outer")
        step("itself", driven[0].send, None)


def generator():
    try:
        yield 1
    finally:
        drive_outer()


def over():
    inner = generator()
    driven.append(inner)
    yield from inner


def over_over():
    yield from over()


for make in outer, over_over:
    for end in "close", "throw":
        for fails in False, True:
            print(make.__name__, end, fails)
            driven = [make()]
            step("first", driven[0].send, None)
            if end == "close":
                step("end", driven[0].close)
            else:
                step("end", driven[0].throw, GeneratorExit(5))
