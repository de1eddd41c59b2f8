# A stored awaitable whose generator's body drives that same awaitable: the failing step closes it, and clears ag_running.
def step(name, call, *args):
    try:
        print(name, "gave", call(*args))
    except BaseException as error:
        print(name, repr(error), repr(error.__context__))


class Pause:
    def __await__(self):
        yield "pause"


async def body():
    for _ in range(2):
        for how in hows:
            step(how, getattr(stored, how), *({"send": (None,), "throw": (KeyError,)}.get(how, ())))
    await Pause()
    for how in hows:
        step(how, getattr(stored, how), *({"send": (None,), "throw": (KeyError,)}.get(how, ())))
    try:
        yield 1
    except BaseException as error:
        print("body", repr(error))
        for how in hows:
            step(how, getattr(stored, how), *({"send": (None,), "throw": (KeyError,)}.get(how, ())))
        yield 2

kinds = {
    "asend": lambda agen: agen.asend(None),
    "anext default": lambda agen: anext(agen, 7),
    "aclose": lambda agen: agen.aclose(),
    "athrow": lambda agen: agen.athrow(KeyError),
}
for hows in ("send",), ("throw",), ("close",), ("send", "throw", "close"), ("close", "send"):
    for kind in kinds:
        print(kind, hows)
        agen = body()
        stored = agen.asend(None) if kind in ("aclose", "athrow") else kinds[kind](agen)
        first = stored
        for _ in range(3):
            step("outside", first.send, None)
        if kind in ("aclose", "athrow"):
            stored = kinds[kind](agen)
            step(kind, stored.send, None)
            step(kind, stored.send, None)
        print(agen.ag_running)
        step("after", agen.asend(None).send, None)
        step("after", agen.aclose().send, None)
        step("after", agen.aclose().send, None)
