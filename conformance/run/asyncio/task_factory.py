# A task factory of the script's own.
import asyncio
import contextvars


async def work(x):
    return x, asyncio.current_task().get_name()


def factory(loop, coro, **keywords):
    print("factory", sorted(keywords))
    return asyncio.Task(coro, loop=loop, **keywords)


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_task_factory())
    loop.set_task_factory(factory)
    print(await asyncio.create_task(work(1), name="given"))
    print(await asyncio.create_task(work(2)))
    print(await asyncio.create_task(work(3), context=contextvars.Context()))
    print(await asyncio.gather(work(4), work(5)))
    print(await asyncio.ensure_future(work(6)))
    custom = asyncio.create_eager_task_factory(
        lambda coro, *, loop, name, context, eager_start: asyncio.Task(coro, loop=loop, eager_start=eager_start)
    )
    loop.set_task_factory(custom)
    task = loop.create_task(work(7), name="eager")
    print(task.done(), task.result(), task.get_name())
    try:
        loop.set_task_factory(3)
    except TypeError as error:
        print(error)


asyncio.run(main())
