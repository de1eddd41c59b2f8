# A loop that nobody closes: its tasks are told of at the end of the program, its async generators are left as they are.
import asyncio


async def steps(name):
    try:
        yield name
    finally:
        print(name, "ends")


async def waits(name):
    try:
        await asyncio.sleep(100)
    finally:
        print(name, "ends")


async def start(name):
    agen = steps(name)
    print(await anext(agen))
    task = asyncio.ensure_future(waits(name))
    await asyncio.sleep(0)
    return agen, task


closed = asyncio.new_event_loop()
kept = closed.run_until_complete(start("of a closed loop"))
closed.close()
left = asyncio.new_event_loop()
also_kept = left.run_until_complete(start("of a loop that is left open"))
print("end")
