import asyncio


async def inner(future):
    try:
        return await future
    except KeyError:
        return "key"


async def outer(coroutine):
    return await coroutine


async def outer2(coroutine):
    return await outer(coroutine)


async def main():
    for make in outer, outer2:
        for how in "throw", "close", "caught":
            for then in "cancel", "set_result":
                future = asyncio.get_running_loop().create_future()
                coroutine = inner(future)
                task = asyncio.create_task(make(coroutine))
                await asyncio.sleep(0)
                try:
                    print(make.__name__, how, then, end=": ")
                    if how == "close":
                        coroutine.close()
                    else:
                        coroutine.throw(ValueError(1) if how == "throw" else KeyError(2))
                except BaseException as error:
                    print(repr(error), end=" ")
                if then == "cancel":
                    print(task.cancel(), end=" ")
                else:
                    future.set_result(3)
                try:
                    print("result", await task)
                except BaseException as error:
                    print("task", repr(error), repr(error.__context__))

asyncio.run(main())
