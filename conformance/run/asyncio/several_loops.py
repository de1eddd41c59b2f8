# Each loop has jobs, timers and tasks of its own: what one runs is not what another was told.
import asyncio

first = asyncio.new_event_loop()
second = asyncio.new_event_loop()


async def work(name):
    print(name, "begins")
    await asyncio.sleep(0)
    print(name, "ends")
    return name


async def schedule():
    first.call_soon(print, "told by the other loop")
    task = first.create_task(work("other"))
    print(task.get_loop() is first, asyncio.current_task() is task, asyncio.all_tasks(first) == {task})
    await asyncio.sleep(0)
    print("nothing of it")
    return task


task = first.create_task(work("first"))
first.call_soon(print, "soon in first")
first.call_later(0, print, "later in first")
second.call_soon(print, "soon in second")
print(second.run_until_complete(work("second")))
print(asyncio.all_tasks(first) == {task}, asyncio.all_tasks(second), asyncio.current_task(first))
print(first.run_until_complete(task))
other = second.run_until_complete(schedule())
print(first.run_until_complete(other))
future = asyncio.Future(loop=second)
future.add_done_callback(lambda future: print("callback in", future.get_loop() is second))
future.set_result(1)
first.run_until_complete(asyncio.sleep(0))
print("and now")
second.run_until_complete(asyncio.sleep(0))
first.stop()
second.run_until_complete(asyncio.sleep(0))
first.close()
try:
    first.create_task(coroutine := work("closed"))
except RuntimeError as error:
    print(error)
    coroutine.close()
print(second.run_until_complete(work("second again")))
second.close()
