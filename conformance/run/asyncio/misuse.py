# asyncio used where it cannot be.
def told(function, *arguments, **keywords):
    try:
        print(function(*arguments, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


import asyncio
told(asyncio.get_running_loop)
told(asyncio.current_task)
told(asyncio.run, 5)
async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.current_task()
    told(task.set_result, 1)
    told(task.set_exception, ValueError())
    future = loop.create_future()
    told(future.result)
    told(future.exception)
    told(future.set_exception, 5)
    future.set_result(1)
    told(future.set_result, 2)
    told(future.set_exception, ValueError())
    told(future.cancel)
    told(loop.create_task, 5)
    told(asyncio.create_task, 5)
    told(asyncio.ensure_future, 5)
    told(asyncio.gather, 5)
    told(asyncio.gather, nope=1)
    told(loop.call_later, "x", print)
    told(asyncio.Semaphore, -1)
    lock = asyncio.Lock()
    told(lock.release)
    told(asyncio.Queue(1).get_nowait)
    queue = asyncio.Queue(1)
    queue.put_nowait(1)
    told(queue.put_nowait, 2)
    queue.get_nowait()
    queue.task_done()
    told(queue.task_done)
    try:
        async with lock:
            async with asyncio.timeout(0.01):
                await lock.acquire()
    except TimeoutError as error:
        print(repr(error))
    try:
        await task
    except RuntimeError as error:
        print("Task cannot await on itself" in str(error))
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.sleep(0))
        group.create_task(asyncio.sleep(0))
    except RuntimeError as error:
        print(str(error)[-24:])
asyncio.run(main())
