# An async generator with one yield as an async context manager.
import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def connection(name, swallows=()):
    print("open", name)
    await asyncio.sleep(0)
    try:
        yield name + "!"
    except swallows as error:
        print("swallowed", repr(error))
    finally:
        await asyncio.sleep(0)
        print("close", name)


@asynccontextmanager
async def never():
    return
    yield


@asynccontextmanager
async def twice():
    try:
        yield 1
    except ValueError:
        pass
    yield 2


@connection("decorated")
async def work(x):
    return x * 2


async def attempt(manager, error=None):
    try:
        async with manager as value:
            print("inside", value)
            if error is not None:
                raise error
        print("fine")
    except BaseException as caught:
        print(type(caught).__name__, caught, "| cause", repr(caught.__cause__), "| context", repr(caught.__context__))


async def main():
    async with connection("a") as a, connection("b") as b:
        print(a, b)
    await attempt(connection("c", ValueError), ValueError("v"))
    await attempt(connection("d", ValueError), KeyError("k"))
    await attempt(never())
    await attempt(twice())
    await attempt(twice(), ValueError("v"))
    await attempt(connection("e"), StopAsyncIteration("s"))
    await attempt(connection("f"), StopIteration("s"))
    await attempt(connection("g"), asyncio.CancelledError("c"))
    print(await work(4), work.__name__)
    task = asyncio.create_task(attempt(connection("h")))
    await asyncio.sleep(0)
    task.cancel("stop it")
    await asyncio.wait([task])


asyncio.run(main())
