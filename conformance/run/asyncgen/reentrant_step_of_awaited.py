# A body that drives the awaitable by which it is awaited closes that: whoever awaits it sees so at the next step, and the
# generator stays where it was suspended, for others to go on with.
class Pause:
    def __await__(self):
        return (yield "pause")


def step(name, call, *args):
    try:
        print(name, "gave", call(*args))
    except BaseException as error:
        print(name, repr(error))


async def body(closes):
    try:
        if closes:
            step("body", getattr(stored, how), *arguments[how])
        print("got", await Pause())
        yield 1
        yield 2
    finally:
        print("finally")


async def awaits():
    try:
        return await stored
    except BaseException as error:
        print("awaits", repr(error))
        raise


async def loops():
    async for item in outer():
        print("item", item)


async def outer():
    yield await awaits()


arguments = {"send": (None,), "throw": (KeyError,), "close": ()}
for how in arguments:
    for drive in awaits, loops:
        for resume in "send", "throw", "close":
            for closes in True, False:
                agen = body(closes)
                stored = agen.asend(None)
                driver = drive()
                print(how, drive.__name__, resume, closes)
                step("first", driver.send, None)
                print(agen.ag_running, type(agen.ag_await).__name__)
                step("second", getattr(driver, resume), *arguments[resume])
                step("third", getattr(driver, resume), *arguments[resume])
                step("other", agen.asend(7).send, 8)
                step("other", agen.asend(7).send, 8)
                step("end", agen.aclose().send, None)
