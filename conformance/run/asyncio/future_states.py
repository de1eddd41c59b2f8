# A future's result, exception and cancellation, and its callbacks.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    future.set_exception(StopIteration(3))
    try:
        future.result()
    except RuntimeError as error:
        print(repr(error), repr(error.__cause__), repr(error.__context__))
    for again in (lambda: future.set_result(1), lambda: future.set_exception(ValueError())):
        try:
            again()
        except asyncio.InvalidStateError as error:
            print(type(error).__name__, error)
    print(future.cancel(), future.done(), future.cancelled())
    future = loop.create_future()
    print(future.cancel("why"), future.cancel())
    for look in (future.result, future.exception):
        try:
            look()
        except asyncio.CancelledError as error:
            print(repr(error))
    try:
        await future
    except asyncio.CancelledError as error:
        print(repr(error))
    future = loop.create_future()
    future.add_done_callback(lambda done: print("first", done.result()))
    second = lambda done: print("second")
    future.add_done_callback(second)
    future.add_done_callback(second)
    print(future.remove_done_callback(second))
    future.set_result(5)
    print("set")
    await asyncio.sleep(0)
    print(future.get_loop() is loop, await future, await asyncio.shield(future), asyncio.isfuture(future), asyncio.isfuture(3))
    for kind in (asyncio.Task, asyncio.Future, asyncio.CancelledError, asyncio.InvalidStateError, asyncio.TimeoutError):
        print(kind)


asyncio.run(main())
