# Coroutines and tasks that are left at the end of the program are told of then.
import asyncio


async def work():
    pass


async def waits():
    try:
        await asyncio.sleep(10)
    finally:
        print("waits ends")


left = work()
kept = [work()]
suspended = waits()
loop = asyncio.new_event_loop()
task = loop.create_task(waits(), name="left")
loop.call_soon(loop.stop)
loop.run_forever()
loop.close()
print("end")
