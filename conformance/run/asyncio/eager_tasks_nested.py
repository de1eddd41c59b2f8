# Eager tasks that make eager tasks, cancel themselves, and wait.
import asyncio


async def inner(x):
    print("inner", x, asyncio.current_task().get_name())
    return x


async def outer():
    print("outer begins")
    task = asyncio.create_task(inner(1))
    print("after inner", asyncio.current_task().get_name())
    await asyncio.sleep(0)
    return task.result()


async def cancels_itself():
    asyncio.current_task().cancel()
    await asyncio.sleep(0)


async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    print(await asyncio.create_task(outer()))
    task = asyncio.create_task(cancels_itself())
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled", task.cancelled())
    event = asyncio.Event()

    async def wait():
        await event.wait()
        return "woken"

    waiter = asyncio.create_task(wait())
    print(waiter.done(), len(asyncio.all_tasks()))
    event.set()
    print(await waiter)
    try:
        asyncio.create_task(3)
    except TypeError as error:
        print(error)


asyncio.run(main())
