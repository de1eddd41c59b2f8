# A Runner keeps one context for all that it runs, unless it is given another.
import asyncio
import contextvars

count = contextvars.ContextVar("count", default=0)


async def increment():
    count.set(count.get() + 1)
    return count.get()


count.set(10)
with asyncio.Runner() as runner:
    print(runner.run(increment()), runner.run(increment()), count.get())
    mine = contextvars.Context()
    print(runner.run(increment(), context=mine), mine[count])
    print(runner.run(increment()))


def inside():
    count.set(50)
    print(asyncio.run(increment()), count.get())
    try:
        with asyncio.Runner() as runner:
            print(runner.run(increment(), context=context.copy()))
    finally:
        print(count.get())


context = contextvars.copy_context()
context.run(inside)
print(count.get(), context[count])
