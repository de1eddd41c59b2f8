# The awaitable of an athrow() that has waited is not used up by its end: its next step goes on with the generator.
class Pause:
    def __await__(self):
        return (yield "pause")


def step(name, call, *args):
    try:
        print(name, "gave", call(*args))
    except BaseException as error:
        print(name, repr(error))


async def body():
    try:
        yield 1
    except BaseException as error:
        print("body", repr(error))
        await Pause()
        if ends == "raise":
            raise OSError
        if ends == "return":
            return
    try:
        print("sent", (yield 2))
        print("sent", (yield 3))
        await Pause()
        yield 4
    except BaseException as error:
        print("body", repr(error))
        raise


kept = []
for ends in "yield", "raise", "return":
    for make in lambda agen: agen.athrow(KeyError), lambda agen: agen.aclose(), lambda agen: agen.asend(5):
        for second in "send", "throw":
            for third in "send", "throw", "close":
                agen = body()
                kept.append(agen)
                step("first", agen.asend(None).send, None)
                awaitable = make(agen)
                print(ends, type(awaitable).__name__, second, third)
                step("one", awaitable.send, None)
                step("two", getattr(awaitable, second), *{"send": (None,), "throw": (ValueError,), "close": ()}[second])
                for name in "three", "four", "five":
                    step(name, getattr(awaitable, third), *{"send": (6,), "throw": (ValueError,), "close": ()}[third])
                    print(agen.ag_running, agen.ag_frame is None)
                other = agen.asend(7)
                step("other", other.send, None)
                step("again", awaitable.send, None)
                step("other", other.send, None)
                step("end", agen.aclose().send, None)
                step("end", agen.aclose().send, None)
                step("end", agen.aclose().send, None)


async def awaits(awaitable):
    return await awaitable


for ends in "yield", "raise", "return":
    for second in "send", "throw":
        agen = body()
        kept.append(agen)
        step("first", agen.asend(None).send, None)
        awaitable = agen.athrow(KeyError)
        for _ in range(3):
            driver = awaits(awaitable)
            print(ends, second)
            step("one", driver.send, None)
            step("two", getattr(driver, second), *{"send": (None,), "throw": (ValueError,)}[second])
            step("three", driver.send, None)
        step("end", agen.aclose().send, None)
