async def g():
    try:
        yield 1
    finally:
        try:
            yield 2
        finally:
            yield 3


def step(awaitable, name, *args):
    try:
        print("gave", getattr(awaitable, name)(*args))
    except BaseException as error:
        print(repr(error))


for order in ("anext", "aclose", "aclose", "anext", "aclose", "anext", "aclose"), ("anext", "aclose", "athrow", "anext", "athrow", "anext", "anext"), \
        ("aclose", "aclose", "athrow", "anext"), ("athrow", "aclose", "athrow", "anext", "aclose"), ("anext", "athrow", "aclose", "aclose", "anext", "aclose"):
    print(order)
    agen = g()
    for what in order:
        step({"anext": lambda: anext(agen), "aclose": lambda: agen.aclose(), "athrow": lambda: agen.athrow(KeyError)}[what](), "send", None)
    step(agen.aclose(), "throw", OSError)
    step(agen.athrow(KeyError), "throw", OSError)
