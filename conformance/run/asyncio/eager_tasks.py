# Eager tasks take their first step where they are made.
import asyncio
import contextvars

variable = contextvars.ContextVar("variable", default=0)


async def quick(x):
    print("quick", x, asyncio.current_task().get_name(), variable.get())
    variable.set(x)
    return x


async def slow(x):
    print("slow starts", x)
    await asyncio.sleep(0)
    print("slow ends", x)
    return x


async def fails():
    raise ValueError("eager")


async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    me = asyncio.current_task()
    task = asyncio.create_task(quick(1), name="named")
    print(task.done(), task.result(), task.get_coro(), asyncio.current_task() is me, variable.get())
    task = asyncio.create_task(slow(2))
    print(task.done(), await task)
    task = asyncio.create_task(fails())
    print(task.done(), repr(task.exception()))
    print(await asyncio.gather(quick(3), slow(4), quick(5)))
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(quick(6)), group.create_task(slow(7))]
        print([task.done() for task in tasks])
    loop.set_task_factory(None)
    task = asyncio.Task(quick(8), eager_start=True, loop=loop)
    print(task.done(), task.result())
    task = asyncio.Task(quick(9), loop=loop)
    print(task.done(), await task)


asyncio.run(main())
