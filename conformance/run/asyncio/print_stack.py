# The stack of a suspended task, of one that failed, and of one that is done.
import asyncio
import sys


async def inner():
    await asyncio.sleep(10)


async def outer():
    await inner()


async def boom():
    raise ValueError("x")


async def main():
    task = asyncio.create_task(outer(), name="outer")
    await asyncio.sleep(0)
    frames = task.get_stack()
    print(len(frames), frames[0].f_code.co_name, frames[0].f_lineno)
    task.print_stack(file=sys.stderr)
    task.cancel()
    await asyncio.wait([task])
    print(task.get_stack())
    task.print_stack(file=sys.stderr)
    task = asyncio.create_task(boom(), name="boom")
    await asyncio.wait([task])
    print([(frame.f_code.co_name, frame.f_lineno) for frame in task.get_stack()], task.get_stack(limit=0))
    task.print_stack(file=sys.stderr)


asyncio.run(main())
