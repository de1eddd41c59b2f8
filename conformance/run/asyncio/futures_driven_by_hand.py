import asyncio


async def waits(future):
    return await future


async def catches(future):
    try:
        return await future
    except RuntimeError as error:
        print("inside", error)
        return "caught"


def step(driven):
    try:
        got = driven.send(None)
        print("gave", asyncio.isfuture(got))
    except StopIteration as error:
        print("stopped", error.value)
    except RuntimeError as error:
        print("failed", error)


async def main():
    for make in waits, lambda f: waits(f).__await__(), lambda f: f.__await__(), catches:
        driven = make(asyncio.get_running_loop().create_future())
        step(driven)
        step(driven)
        step(driven)
    future = asyncio.get_running_loop().create_future()
    step(future.__await__())
    step(future.__await__())

asyncio.run(main())
