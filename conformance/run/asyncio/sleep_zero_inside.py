# What asyncio.sleep(0) awaits: a generator that yields once, which can be looked at and driven apart from it.
import asyncio


def step(call, *args):
    try:
        print("gave", call(*args))
    except BaseException as error:
        print(repr(error), repr(error.__cause__), repr(error.__context__))


def begun():
    sleep = asyncio.sleep(0, 7)
    sleep.send(None)
    return sleep


async def outer(inner):
    return await inner


async def main():
    for look in False, True:
        for error in StopIteration(3), ValueError(3), GeneratorExit(3), StopAsyncIteration(3):
            sleep = begun()
            inner = sleep.cr_await if look else None
            step(sleep.throw, error)
            print(inner is not None and (inner.gi_frame, inner.__qualname__))
    sleep = begun()
    inner = sleep.cr_await
    print(type(inner).__name__, inner.__name__, inner is sleep.cr_await, inner.gi_running, inner.gi_suspended, inner.gi_yieldfrom)
    step(inner.send, None)
    step(sleep.send, None)
    sleep = begun()
    inner = sleep.cr_await
    step(sleep.send, 5)
    step(inner.send, None)
    sleep = begun()
    step(sleep.send, 5)
    sleep = asyncio.sleep(0, 7)
    driver = outer(sleep)
    driver.send(None)
    print(driver.cr_await is sleep, sleep.cr_await.__name__, sleep.cr_suspended)
    step(driver.send, None)
    sleep = begun()
    inner = sleep.cr_await
    step(sleep.close)
    print(inner.gi_frame, sleep.cr_await)


asyncio.run(main())
