# A future keeps the traceback that its exception had when it was set, for the first who takes the result.
import asyncio


def show(error):
    places = []
    trace = error.__traceback__
    while trace:
        places.append((trace.tb_frame.f_code.co_name, trace.tb_lineno))
        trace = trace.tb_next
    print(repr(error), places)


def raised():
    try:
        raise ValueError("set")
    except ValueError as error:
        return error


async def tried(awaitable):
    try:
        await awaitable
    except ValueError as error:
        show(error)


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    error = raised()
    trace = error.__traceback__
    future.set_exception(error)
    error.__traceback__ = None
    for _ in range(3):
        try:
            future.result()
        except ValueError as error:
            print(error.__traceback__.tb_next is trace)
            show(error)
    show(future.exception())

    future = loop.create_future()
    future.set_exception(raised())
    show(future.exception())
    await tried(future)
    await tried(future)
    show(future.exception())

    future = loop.create_future()
    future.set_exception(ValueError)
    await tried(asyncio.gather(future))
    await tried(asyncio.gather(future))

    future = loop.create_future()
    loop.call_soon(future.set_exception, raised())
    await asyncio.gather(tried(future), tried(future), tried(future))


asyncio.run(main())
