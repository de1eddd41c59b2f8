# How locks, events, semaphores and conditions show their state, and what they refuse.
import asyncio


def state(thing):
    return repr(thing).split("[")[1]


async def main():
    lock = asyncio.Lock()
    async with lock as nothing:
        print(nothing, lock.locked(), state(lock))
        task = asyncio.create_task(lock.acquire())
        await asyncio.sleep(0)
        print(state(lock))
    print(await task, state(lock))
    lock.release()
    event = asyncio.Event()
    print(state(event), event.is_set())
    task = asyncio.create_task(event.wait())
    await asyncio.sleep(0)
    print(state(event))
    event.set()
    print(await task, state(event))
    semaphore = asyncio.Semaphore(2)
    print(state(semaphore), semaphore.locked())
    await semaphore.acquire()
    await semaphore.acquire()
    print(state(semaphore), semaphore.locked())
    condition = asyncio.Condition(lock)
    print(state(condition))
    async with condition:
        print(await condition.wait_for(lambda: 5), state(condition), lock.locked())
    tries = [
        lock.release, condition.notify, lambda: asyncio.Semaphore(-1), lambda: asyncio.Barrier(0),
        lambda: asyncio.BoundedSemaphore(1).release(), lambda: asyncio.Queue().get_nowait(), lambda: asyncio.Queue().task_done(),
    ]
    for one in tries:
        try:
            one()
        except Exception as error:
            print(type(error).__name__, error)
    try:
        with lock:
            pass
    except TypeError as error:
        print(error)
    try:
        await condition.wait()
    except RuntimeError as error:
        print(error)


asyncio.run(main())
