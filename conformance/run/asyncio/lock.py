# Lock is fair; release of an unlocked lock fails.
import asyncio
async def user(lock, name):
    async with lock:
        print("got", name, lock.locked())
        await asyncio.sleep(0)
        print("release", name)

async def main():
    lock = asyncio.Lock()
    print(lock.locked())
    await asyncio.gather(*(user(lock, n) for n in "abc"))
    print(await lock.acquire(), lock.locked())
    waiting = asyncio.create_task(user(lock, "cancelled"))
    other = asyncio.create_task(user(lock, "next"))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.sleep(0)
    lock.release()
    await other
    try:
        lock.release()
    except RuntimeError as error:
        print(error)
    try:
        with lock: pass
    except TypeError as error:
        print(error)
    try:
        async with lock: raise ValueError("inside")
    except ValueError as error:
        print(error, lock.locked())

asyncio.run(main())
