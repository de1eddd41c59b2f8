# A future of a loop that is closed keeps it, is settled all the same, and its callbacks are refused.
import asyncio


async def work():
    pass


loop = asyncio.new_event_loop()
future, told = loop.create_future(), loop.create_future()
told.set_result(None)
future.add_done_callback(print)
left = loop.create_task(work(), name="left")
loop.close()
print(left.get_loop() is loop, left.get_name())


def attempt(function, *args):
    try:
        return function(*args)
    except RuntimeError as error:
        return error


print(attempt(future.set_result, 1), future.done(), future.get_loop() is loop)
print(attempt(told.add_done_callback, print))
print(attempt(loop.call_soon, print), attempt(left.cancel))
failing = asyncio.Future(loop=loop)
failing.add_done_callback(print)
print(attempt(failing.cancel), failing.cancelled())
