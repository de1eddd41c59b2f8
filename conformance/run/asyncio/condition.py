# Condition: wait, notify and wait_for.
import asyncio
async def waiter(cond, name, state):
    async with cond:
        await cond.wait_for(lambda: state["ready"] > 0)
        state["ready"] -= 1
        print("woke", name)

async def main():
    cond, state = asyncio.Condition(), {"ready": 0}
    tasks = [asyncio.create_task(waiter(cond, n, state)) for n in "abc"]
    await asyncio.sleep(0)
    for n in (1, 2):
        async with cond:
            state["ready"] += n
            cond.notify(n)
            print("notified", n)
        for _ in range(4): await asyncio.sleep(0)
    await asyncio.gather(*tasks)
    for case in (cond.notify, cond.notify_all):
        try:
            case()
        except RuntimeError as error:
            print(error)
    try:
        await cond.wait()
    except RuntimeError as error:
        print(error)

asyncio.run(main())
