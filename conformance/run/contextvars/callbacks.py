# Callbacks run in the context of the moment they were registered, or in the one given.
import asyncio
import contextvars

where = contextvars.ContextVar("where", default="nowhere")


def tell(what, *rest):
    print(what, where.get())
    where.set(f"changed by {what}")


async def main():
    loop = asyncio.get_running_loop()
    where.set("main")
    other = contextvars.Context()
    other.run(where.set, "other")
    loop.call_soon(tell, "soon")
    loop.call_soon(tell, "soon again")
    loop.call_soon(tell, "soon other", context=other)
    loop.call_later(0, tell, "later other", context=other)
    loop.call_at(loop.time(), tell, "at")
    where.set("moved")
    await asyncio.sleep(0.01)
    print(where.get(), other[where])
    future = loop.create_future()
    future.add_done_callback(lambda f: tell("done"))
    future.add_done_callback(lambda f: tell("done other"), context=other)
    where.set("later still")
    future.set_result(1)
    await asyncio.sleep(0)
    print(where.get(), other[where])
    task = asyncio.create_task(asyncio.sleep(0), name="t")
    task.add_done_callback(lambda t: tell("task"))
    await task
    await asyncio.sleep(0)


asyncio.run(main())
