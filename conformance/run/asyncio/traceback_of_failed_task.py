# A task's failure that is awaited again starts with the traceback that it had when it was set, once, and then with none.
import asyncio


def show(error):
    places = []
    trace = error.__traceback__
    while trace:
        places.append((trace.tb_frame.f_code.co_name, trace.tb_lineno))
        trace = trace.tb_next
    print(error, places)


async def fail():
    raise ValueError("no")


async def tried(awaitable):
    try:
        await awaitable
    except ValueError as error:
        show(error)


async def main():
    task = asyncio.create_task(fail())
    for _ in range(3):
        await tried(task)
    show(task.exception())

    task = asyncio.create_task(fail())
    await asyncio.wait([task])
    show(task.exception())
    for _ in range(3):
        try:
            task.result()
        except ValueError as error:
            show(error)
    await tried(task)

    task = asyncio.create_task(fail())
    errors = await asyncio.gather(task, return_exceptions=True)
    show(errors[0])
    try:
        raise errors[0]
    except ValueError as error:
        show(error)
    await tried(task)
    await tried(asyncio.gather(task))
    await tried(asyncio.shield(task))
    await tried(task)


asyncio.run(main())
