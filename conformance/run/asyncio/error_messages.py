# What futures, tasks and loops refuse.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    task = asyncio.current_task()
    tries = [
        lambda: future.result(),
        lambda: future.exception(),
        lambda: future.set_exception(3),
        lambda: future.set_exception(int),
        lambda: task.set_result(1),
        lambda: task.set_exception(ValueError()),
        lambda: asyncio.create_task(3),
        lambda: asyncio.ensure_future(3),
        lambda: asyncio.gather(3),
        lambda: asyncio.as_completed(future),
        lambda: asyncio.timeout("a"),
        lambda: asyncio.Runner().run(future),
        lambda: loop.run_until_complete(future),
        lambda: loop.close(),
        lambda: loop.call_later(None, print),
        lambda: loop.call_at(None, print),
        lambda: loop.call_later("a", print),
        lambda: loop.set_exception_handler(3),
    ]
    for one in tries:
        try:
            print(one())
        except Exception as error:
            print(type(error).__name__, str(error).split(" at 0x")[0])
    loop.set_debug(True)
    for callback in (3, main):
        try:
            loop.call_soon(callback)
        except TypeError as error:
            print(str(error).split(" at 0x")[0])
    loop.set_debug(False)
    waits = [
        asyncio.wait([]), asyncio.wait(future), asyncio.wait([future], return_when="x"), asyncio.wait_for(future, "a"),
        asyncio.sleep(float("nan")),
    ]
    for wait in waits:
        try:
            print(await wait)
        except Exception as error:
            print(type(error).__name__, error)


for one in (asyncio.all_tasks, asyncio.current_task, asyncio.get_running_loop):
    try:
        one()
    except RuntimeError as error:
        print(error)
asyncio.run(main())
for wrong in (3, print):
    try:
        asyncio.run(wrong)
    except ValueError as error:
        print(error)
for one in (asyncio.get_event_loop, asyncio.Future):
    try:
        one()
    except RuntimeError as error:
        print(error)
