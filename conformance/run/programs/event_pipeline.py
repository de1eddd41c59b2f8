# asyncio with async generators: producers, a merging queue, and batches.
import asyncio

async def sensor(name, values):
    for value in values:
        await asyncio.sleep(0)
        yield name, value

async def merge(*sources):
    queue, running = asyncio.Queue(), len(sources)
    async def pump(source):
        async for item in source:
            await queue.put(item)
        await queue.put(None)
    tasks = [asyncio.create_task(pump(s)) for s in sources]
    try:
        while running:
            if (item := await queue.get()) is None: running -= 1
            else: yield item
    finally:
        for t in tasks: t.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        print("merged sources closed")

async def batches(source, size):
    batch = []
    async for item in source:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch: yield batch

async def average():
    total = count = 0
    result = None
    while True:
        value = yield result
        total, count = total + value, count + 1
        result = total / count

async def main():
    averages = {}
    async for batch in batches(merge(sensor("t", [20, 22, 21]), sensor("h", [40, 44])), 2):
        for name, value in batch:
            if name not in averages:
                averages[name] = average()
                await anext(averages[name])
            print(name, value, await averages[name].asend(value))
    early = merge(sensor("x", range(100)))
    async for item in early:
        if item[1] == 3: break
    await early.aclose()
    print("done", item)

asyncio.run(main())
