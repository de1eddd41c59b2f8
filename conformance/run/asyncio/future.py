# Futures by hand: set_result, set_exception, callbacks and errors.
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    f.add_done_callback(lambda done: print("callback 1", done.result()))
    f.add_done_callback(lambda done: print("callback 2"))
    async def waiter(n): print("waiter", n, await f)
    tasks = [asyncio.create_task(waiter(i)) for i in range(2)]
    await asyncio.sleep(0)
    f.set_result("value")
    print(f.done(), f.result(), "callbacks run later")
    await asyncio.gather(*tasks)
    f.add_done_callback(lambda done: print("added late"))
    await asyncio.sleep(0)
    e = loop.create_future()
    e.set_exception(ValueError("set"))
    try:
        await e
    except ValueError as error:
        print(error, repr(e.exception()))
    c = loop.create_future()
    print(c.cancel(), c.cancelled(), c.cancel())
    for case in (lambda: f.set_result(1), lambda: loop.create_future().result(), lambda: c.result(), lambda: c.set_result(1)):
        try:
            case()
        except (asyncio.InvalidStateError, TypeError, asyncio.CancelledError) as error:
            print(type(error).__name__, error)

asyncio.run(main())
