# Semaphore bounds the number of holders; BoundedSemaphore counts releases.
import asyncio
active = peak = 0
async def user(sem, name):
    global active, peak
    async with sem:
        active += 1
        peak = max(peak, active)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        active -= 1
        print("done", name)

async def main():
    sem = asyncio.Semaphore(2)
    await asyncio.gather(*(user(sem, i) for i in range(5)))
    print("peak", peak, sem.locked())
    bounded = asyncio.BoundedSemaphore(1)
    print(await bounded.acquire(), bounded.locked())
    bounded.release()
    try:
        bounded.release()
    except ValueError as error:
        print(error)
    try:
        asyncio.Semaphore(-1)
    except ValueError as error:
        print(error)

asyncio.run(main())
