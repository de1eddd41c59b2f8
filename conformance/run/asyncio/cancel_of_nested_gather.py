# cancel() of a gather whose parts are done says no, also where a part is a gather that has not noticed yet that it is done: the
# task that waits then gets the cancellation itself.
import asyncio


async def fails(error):
    raise error


async def waits(*what):
    try:
        print("gathered", await asyncio.gather(*what, return_exceptions=True))
    except BaseException as error:
        print(repr(error))
        raise


async def gathers(*what):
    try:
        print("gathered", await asyncio.gather(*what))
    except BaseException as error:
        print(repr(error))
        raise


async def main():
    for pending in False, True:
        for function in waits, gathers:
            future = asyncio.get_running_loop().create_future()
            other = asyncio.get_running_loop().create_future()
            future.set_result(1)
            inner = asyncio.gather(fails(KeyError(1)), other if pending else future)
            task = asyncio.create_task(function(asyncio.gather(inner, inner), fails(ValueError(2))))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            print(pending, function.__name__, inner.done(), inner.cancel() if pending else None, task.cancel())
            await asyncio.wait([task])
            print(task.cancelled(), inner, other.cancelled())


asyncio.run(main())
