# Event: waiters wake in order; set, clear, is_set.
import asyncio
async def waiter(event, name):
    print("waiting", name)
    print(name, await event.wait())

async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(event, n)) for n in "abc"]
    await asyncio.sleep(0)
    print(event.is_set())
    event.set()
    print("set", event.is_set(), await event.wait())
    await asyncio.gather(*tasks)
    event.clear()
    late = asyncio.create_task(waiter(event, "late"))
    await asyncio.sleep(0)
    print(event.is_set(), late.done())
    late.cancel()
    event.set()
    print(repr((await asyncio.gather(late, return_exceptions=True))[0]))

asyncio.run(main())
