# A timeout's life: entered, rescheduled, expired; what it refuses.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(None) as scope:
        print(scope, scope.when(), scope.expired())
        scope.reschedule(loop.time() + 60)
        print(scope.when() is not None)
        scope.reschedule(None)
    print(scope, scope.expired())
    tries = [lambda: scope.reschedule(3), lambda: asyncio.timeout(1).reschedule(2)]
    for one in tries:
        try:
            one()
        except RuntimeError as error:
            print(error)
    try:
        async with scope:
            pass
    except RuntimeError as error:
        print(error)
    try:
        async with asyncio.timeout(0.001) as scope:
            await asyncio.sleep(5)
    except TimeoutError as error:
        print(repr(error), scope, scope.expired(), repr(error.__cause__))
    try:
        async with asyncio.timeout_at(loop.time() - 1) as scope:
            await asyncio.sleep(5)
    except TimeoutError as error:
        print(repr(error), scope)
    try:
        async with asyncio.timeout(0.001):
            try:
                await asyncio.sleep(5)
            finally:
                raise ValueError("other")
    except ValueError as error:
        print(repr(error), repr(error.__context__), repr(error.__context__.__cause__))
    try:
        async with asyncio.timeout(0):
            async with asyncio.timeout(60):
                await asyncio.sleep(5)
    except TimeoutError:
        print("outer expired")
    try:
        await asyncio.wait_for(asyncio.sleep(5), 0)
    except TimeoutError as error:
        print(repr(error), repr(error.__cause__))


asyncio.run(main())
