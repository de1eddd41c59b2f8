# A loop driven by hand: run_until_complete, run_forever, stop, close.
import asyncio


async def work(x):
    await asyncio.sleep(0)
    return x


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(loop.is_running(), loop.is_closed(), asyncio.get_event_loop() is loop, loop.get_debug())
print(loop.run_until_complete(work(1)))
future = asyncio.Future()
loop.call_later(0.001, future.set_result, "later")
print(loop.run_until_complete(future))


def chain(n):
    print("chain", n)
    if n == 1:
        loop.stop()
    loop.call_soon(chain, n + 1)


loop.call_soon(chain, 0)
loop.run_forever()
print("stopped")
loop.stop()
loop.run_forever()
print("one turn")
never = loop.create_future()
loop.call_soon(loop.stop)
try:
    loop.run_until_complete(never)
except RuntimeError as error:
    print(error)
try:
    loop.run_until_complete(asyncio.sleep(0, 1 / 1) if False else work(2) if False else never.cancel() and never)
except asyncio.CancelledError as error:
    print(repr(error))
loop.run_until_complete(loop.shutdown_asyncgens())
loop.close()
loop.close()
print(loop.is_closed(), loop)
for refused in (lambda: loop.call_soon(print), loop.run_forever, lambda: loop.run_until_complete(never)):
    try:
        refused()
    except RuntimeError as error:
        print(error)
