# Async generators in tasks: breaks, cancellation, timeouts, gather, and the end of the loop.
import asyncio, gc, contextlib, sys

async def nums(n, name='nums'):
    try:
        for i in range(n):
            yield i
            await asyncio.sleep(0)
    except asyncio.CancelledError:
        print(name, 'cancelled')
        raise
    finally:
        print(name, 'closed')

async def main():
    g = nums(5, 'broken')
    async for x in g:
        if x == 1:
            break
    print('after break', g.ag_running)
    async with contextlib.aclosing(nums(5, 'aclosing')) as h:
        async for x in h:
            break
        print('in')
    print('out')

    async def consume(g):
        async for x in g:
            print('got', x)
    g2 = nums(100, 'inner')
    t = asyncio.create_task(consume(g2))
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print('task cancelled', g2.ag_frame)

    async def consume2(g):
        async for x in g:
            print('got', x)
            try:
                await asyncio.sleep(10)
            finally:
                print('consumer leaves')
    g3 = nums(100, 'yield')
    t = asyncio.create_task(consume2(g3))
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print('task cancelled', g3.ag_frame is not None, g3.ag_suspended, g3.ag_running)
    print(await anext(g3))
    await g3.aclose()

    async def swallow():
        while True:
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                pass
            yield 'swallowed'
    g4 = swallow()
    t = asyncio.create_task(anext(g4)) if False else asyncio.ensure_future(anext(g4))
    await asyncio.sleep(0)
    t.cancel()
    print(await t)
    await g4.aclose()

    async def slow():
        try:
            yield 1
            await asyncio.sleep(10)
            yield 2
        finally:
            print('slow finally')
    g5 = slow()
    print(await asyncio.wait_for(anext(g5), 1))
    try:
        await asyncio.wait_for(anext(g5), 0.001)
    except TimeoutError:
        print('timed out', g5.ag_frame)
    print(await anext(g5, 'ended'))

    async def fast():
        yield 1
        yield 2
    g6 = fast()
    print(await asyncio.gather(anext(g6), anext(g6)))

    async def slow2():
        await asyncio.sleep(0)
        yield 1
        yield 2
    g7 = slow2()
    print(await asyncio.gather(anext(g7), anext(g7), return_exceptions=True))
    g8 = slow2()
    print(await asyncio.gather(g8.asend(None), g8.athrow(ValueError), g8.aclose(), return_exceptions=True))

    async def bad_close():
        try:
            yield 1
        finally:
            raise ValueError('closing fails')
    global g9, g10
    g9 = bad_close()
    await anext(g9)

    async def ignores():
        try:
            yield 1
        except GeneratorExit:
            yield 2
    g10 = ignores()
    await anext(g10)
    asyncio.create_task(pending())
    await asyncio.sleep(0)

async def pending():
    try:
        await asyncio.sleep(100)
    finally:
        print('pending cancelled')
try:
    asyncio.run(main())
finally:
    print('end')

async def two():

    async def p(n):
        for i in range(3):
            print(n, i)
            await asyncio.sleep(0)
    await asyncio.gather(p('a'), p('b'))
    try:
        asyncio.create_task(nums(1))
    except TypeError as e:
        print(str(e)[:48])
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(boom())
    except ExceptionGroup as e:
        print(repr(e))

async def boom():
    raise ValueError('x')
asyncio.run(two())
