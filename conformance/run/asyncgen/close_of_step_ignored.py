# close() of a stored asend/anext/athrow/aclose whose generator awaits again instead of ending.
class Pause:
    def __await__(self):
        yield 1


async def leaf():
    try:
        await Pause()
        yield 1
    finally:
        await Pause()


async def nested():
    async for x in leaf():
        yield x


async def nested_await():
    yield await leaf().__anext__()


async def nested_asend():
    generator = leaf()
    yield await generator.asend(None)


async def nested_default():
    generator = leaf()
    yield await anext(generator, 5)


for make in leaf, nested, nested_await, nested_asend, nested_default:
    for kind in "asend", "anext", "default", "athrow", "aclose":
        generator = make()
        if kind in ("athrow", "aclose"):
            first = generator.asend(None)
            first.send(None)
            try:
                first.send(None)
            except StopIteration as error:
                print("item", error.value)
        awaitable = {
            "asend": lambda: generator.asend(None), "anext": lambda: anext(generator), "default": lambda: anext(generator, 7),
            "athrow": lambda: generator.athrow(KeyError), "aclose": lambda: generator.aclose(),
        }[kind]()
        print(make.__name__, kind, awaitable.send(None))
        for _ in range(3):
            try:
                print(awaitable.close())
            except BaseException as error:
                print(repr(error))
        try:
            print(generator.aclose().send(None))
        except BaseException as error:
            print(repr(error))
