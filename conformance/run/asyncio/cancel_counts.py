# cancel, cancelling and uncancel count requests.
import asyncio


async def counts():
    task = asyncio.current_task()
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        print(error.args, task.cancelling(), task.uncancel(), task.cancelling(), task.uncancel(), task.uncancel())
    return "went on"


async def uncancelled_before_start():
    return "started"


async def main():
    task = asyncio.create_task(counts())
    await asyncio.sleep(0)
    print(task.cancel("one"), task.cancel("two"), task.cancelling())
    print(await task, task.cancelled(), task.cancel())
    task = asyncio.create_task(uncancelled_before_start())
    task.cancel()
    print(task.uncancel(), await task)
    task = asyncio.create_task(uncancelled_before_start())
    print(task.cancel("early"), task.done())
    try:
        await task
    except asyncio.CancelledError as error:
        print(repr(error), task.cancelled(), task.cancelling())
    task.set_name(77)
    print(repr(task.get_name()), asyncio.create_task(asyncio.sleep(0), name=5).get_name())
    print(len(asyncio.all_tasks()), asyncio.current_task() in asyncio.all_tasks())


asyncio.run(main())
