# Async managers, sync managers and callbacks of both kinds on one stack.
import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager


@asynccontextmanager
async def later(name, fails=None):
    print("enter", name)
    await asyncio.sleep(0)
    try:
        yield name
    finally:
        await asyncio.sleep(0)
        print("exit", name)
        if fails is not None:
            raise fails


@contextmanager
def now(name):
    print("enter", name)
    yield name
    print("exit", name)


async def callback(*args, **keywords):
    print("callback", args, keywords)


async def swallow(kind, error, traceback):
    print("swallow", repr(error))
    return True


async def main():
    async with AsyncExitStack() as stack:
        print(await stack.enter_async_context(later("a")), stack.enter_context(now("b")))
        stack.push_async_callback(callback, 1, x=2)
        stack.callback(print, "plain")
    async with AsyncExitStack() as stack:
        stack.push_async_exit(swallow)
        await stack.enter_async_context(later("c", KeyError("c")))
        raise ValueError("body")
    try:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(later("d", KeyError("d")))
            await stack.enter_async_context(later("e", IndexError("e")))
    except KeyError as error:
        print(repr(error), repr(error.__context__))
    stack = AsyncExitStack()
    await stack.enter_async_context(later("f"))
    moved = stack.pop_all()
    await stack.aclose()
    print("not yet")
    await moved.aclose()
    try:
        await stack.enter_async_context(now("g"))
    except TypeError as error:
        print(error)
    try:
        with stack:
            pass
    except TypeError as error:
        print(error)


asyncio.run(main())
