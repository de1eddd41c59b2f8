# Callbacks, tasks and sleeps share one queue, first in first out.
import asyncio
async def task(name):
    print("task", name, "start")
    await asyncio.sleep(0)
    print("task", name, "end")

async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(print, "soon 1")
    t = asyncio.create_task(task("a"))
    loop.call_soon(print, "soon 2")
    loop.call_soon(lambda: loop.call_soon(print, "soon from soon"))
    handle = loop.call_soon(print, "cancelled")
    handle.cancel()
    print("main")
    await asyncio.sleep(0)
    print("main again")
    await t
    loop.call_later(0.01, print, "later")
    loop.call_later(0.005, print, "sooner")
    await asyncio.sleep(0.03)
    print("end")

asyncio.run(main())
