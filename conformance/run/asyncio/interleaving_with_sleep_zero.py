# Two tasks that sleep(0) between prints alternate.
import asyncio
async def worker(name, n):
    for i in range(n):
        print(name, i)
        await asyncio.sleep(0)
    return name

async def main():
    a = asyncio.create_task(worker("a", 3))
    b = asyncio.create_task(worker("b", 2))
    print("created")
    print(await a)
    print(await b, a.done(), b.result())
    print(await worker("inline", 1))

asyncio.run(main())
