# A future belongs to a loop: that of its argument, the running one, or the one that the policy has.
import asyncio

loop, other = asyncio.new_event_loop(), asyncio.new_event_loop()
print(asyncio.Future(loop=loop).get_loop() is loop, loop.create_future().get_loop() is loop)
asyncio.set_event_loop(other)
print(asyncio.Future().get_loop() is other, asyncio.gather().get_loop() is other)
asyncio.set_event_loop(None)
for make in (asyncio.Future, asyncio.gather, lambda: asyncio.gather(coroutine)):
    coroutine = asyncio.sleep(0)
    try:
        make()
    except RuntimeError as error:
        print(error)
    coroutine.close()
foreign = asyncio.Future(loop=other)


async def main():
    print(asyncio.Future().get_loop() is loop, asyncio.current_task().get_loop() is loop)
    for wait in (foreign, asyncio.shield(foreign)):
        try:
            await wait
        except RuntimeError as error:
            print(str(error)[:46], str(error)[-31:])
    try:
        asyncio.gather(asyncio.Future(), foreign)
    except ValueError as error:
        print(error)
    try:
        asyncio.ensure_future(foreign, loop=loop)
    except ValueError as error:
        print(error)
    print(asyncio.gather(foreign).get_loop() is other)


loop.run_until_complete(main())
loop.close()
other.close()
print(asyncio.Future[int], asyncio.Task[str])
