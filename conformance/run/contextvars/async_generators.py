# What an async generator sets is seen by its consumer, and the other way round: both run in the task's context.
import asyncio
import contextvars

depth = contextvars.ContextVar("depth", default=0)


async def deepen():
    for level in range(1, 3):
        depth.set(level)
        got = yield depth.get()
        print("generator got", got, depth.get())
        await asyncio.sleep(0)


async def main():
    numbers = deepen()
    print(await anext(numbers), depth.get())
    depth.set(10)
    stored = numbers.asend("x")
    depth.set(11)
    print(await stored, depth.get())
    depth.set(20)
    async for number in numbers:
        print("never", number)
    print(depth.get())
    context = contextvars.copy_context()
    step = context.run(deepen().asend, None)
    try:
        context.run(step.send, None)
    except StopIteration as stop:
        print(stop.value, depth.get(), context[depth])


asyncio.run(main())
