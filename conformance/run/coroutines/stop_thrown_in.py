# StopIteration and StopAsyncIteration thrown at an await, at a pause, and into what has not begun.
import asyncio


async def waits(what):
    print("got", await what)
    return "end"


async def agen(what):
    got = await what
    print("got", got)
    yield "item"


async def over(what):
    async for x in agen(what):
        print(x)
    return "over"


async def fresh():
    yield 1


def step(call, *args):
    try:
        print("gave", call(*args))
    except BaseException as error:
        print(repr(error), repr(error.__cause__))


async def main():
    future = asyncio.get_running_loop().create_future
    for make in waits, over:
        for what in future, lambda: asyncio.sleep(0), lambda: asyncio.sleep(100), lambda: waits(future()), asyncio.Event().wait:
            for error in StopIteration(4), StopAsyncIteration(5):
                print(make.__name__)
                driven = make(what())
                driven.send(None)
                step(driven.throw, error)
                driven.close()
    for error in StopIteration(4), StopAsyncIteration(5), StopIteration:
        step(fresh().athrow(error).send, None)
        step(fresh().asend(None).throw, error)
        step(waits(None).throw, error)
        try:
            print("value", await fresh().athrow(error))
        except BaseException as raised:
            print("raised", repr(raised), repr(raised.__cause__))
        generator = fresh()
        print(await anext(generator))
        try:
            print("value", await generator.athrow(error))
        except BaseException as raised:
            print("raised", repr(raised), repr(raised.__cause__))

asyncio.run(main())
