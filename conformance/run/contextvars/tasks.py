# A task has a copy of the context in which it was made, unless it is given one.
import asyncio
import contextvars

request = contextvars.ContextVar("request", default="-")


async def handle(name):
    print(name, "sees", request.get())
    request.set(name)
    await asyncio.sleep(0)
    print(name, "keeps", request.get())
    await nested(name)
    print(name, "has", request.get())


async def nested(name):
    request.set(name + "!")


async def main():
    request.set("main")
    tasks = [asyncio.create_task(handle(name)) for name in "ab"]
    await asyncio.gather(*tasks, handle("c"))
    print("main", request.get(), tasks[0].get_context()[request])
    shared = contextvars.Context()
    await asyncio.create_task(handle("d"), context=shared)
    await asyncio.create_task(handle("e"), context=shared)
    print(shared[request], request.get())
    async with asyncio.TaskGroup() as group:
        group.create_task(handle("f"), context=shared)
    print(shared[request])
    print(asyncio.current_task().get_context() == contextvars.copy_context())


asyncio.run(main())
print(request.get())
