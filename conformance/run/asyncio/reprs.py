# Futures, tasks, handles, locks and queues as they are shown.
import asyncio
import sys


def show(*values):
    print(*[repr(value) for value in values], file=sys.stderr)


def callback(*args):
    pass


async def work():
    await future


async def fails():
    raise ValueError("x")


async def main():
    global future
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    show(loop, future)
    task = asyncio.create_task(work(), name="worker")
    show(task)
    await asyncio.sleep(0)
    show(task)
    future.add_done_callback(callback)
    show(future)
    future.add_done_callback(print)
    show(future)
    task.add_done_callback(callback)
    show(task)
    task.cancel()
    show(task)
    await asyncio.wait([task])
    show(task)
    failing = asyncio.create_task(fails(), name="failing")
    await asyncio.wait([failing])
    show(failing, failing.exception())
    done = loop.create_future()
    done.set_result(list(range(20)) + ["x" * 50])
    show(done)
    done = loop.create_future()
    done.set_result({"text": "y" * 100, "number": 10**60, "nested": [[[1]]]})
    show(done)
    handle = loop.call_soon(callback, 1)
    show(handle)
    handle.cancel()
    show(handle, asyncio.gather(task, return_exceptions=True))
    timer = loop.call_at(loop.time() + 10, callback)
    print(repr(timer).replace(str(timer.when()), "WHEN"), timer.cancelled(), file=sys.stderr)
    timer.cancel()
    print(repr(timer).replace(str(timer.when()), "WHEN"), timer.cancelled(), file=sys.stderr)


asyncio.run(main())
