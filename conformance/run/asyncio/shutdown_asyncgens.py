# Generators left suspended are closed at the end of asyncio.run.
import asyncio
kept = []
async def g(name):
    try:
        for i in range(10):
            yield i
    finally:
        await asyncio.sleep(0)
        print("closed", name)

async def main():
    a = g("kept alive")
    kept.append(a)
    async for x in a:
        if x == 2: break
    print("main ends")

asyncio.run(main())
async def after(): return [x async for x in kept[0]]
print(asyncio.run(after()))
