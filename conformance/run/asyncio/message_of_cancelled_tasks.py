import asyncio


async def sleeper():
    await asyncio.sleep(100)


async def main():
    for start in False, True:
        task = asyncio.create_task(sleeper())
        future = asyncio.get_running_loop().create_future()
        if start:
            await asyncio.sleep(0)
        task.cancel("task's")
        future.cancel("future's")
        print(await asyncio.gather(task, future, return_exceptions=True))
        print(await asyncio.gather(task, future, return_exceptions=True))
        print(task._cancel_message, future._cancel_message)
        for _ in range(2):
            for waited in task, future:
                try:
                    await waited
                except asyncio.CancelledError as error:
                    print(repr(error))
                try:
                    await asyncio.gather(waited)
                except asyncio.CancelledError as error:
                    print(repr(error))
                try:
                    waited.result()
                except asyncio.CancelledError as error:
                    print(repr(error))

asyncio.run(main())
