# StopIteration, StopAsyncIteration and GeneratorExit that leave a body; contexts and sys.exception.
import sys, types

def drive(aw, first=None):
    try:
        return ('yield', aw.send(first))
    except StopIteration as e:
        return ('stop', e.value)
    except BaseException as e:
        return (type(e).__name__, str(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__)

def run(c):
    try:
        while True:
            c.send(None)
    except StopIteration as e:
        return e.value
for exc in (StopAsyncIteration('a'), StopIteration('s'), GeneratorExit('g'), StopAsyncIteration, StopIteration):

    async def ag():
        yield 1
        raise exc

    async def co():
        raise exc

    def gen():
        yield 1
        raise exc
    g = ag()
    drive(g.asend(None))
    print(drive(g.asend(None)))
    print(drive(g.asend(None)))

    async def direct():
        g = ag()
        await anext(g)
        try:
            await anext(g)
        except BaseException as e:
            print('direct', type(e).__name__, e, repr(e.__cause__), repr(e.__context__))
        try:
            await anext(g)
        except BaseException as e:
            print('then', repr(e))
        try:
            async for x in ag():
                print(x)
        except BaseException as e:
            print('for', type(e).__name__, e, repr(e.__cause__))
        try:
            await co()
        except BaseException as e:
            print('await', type(e).__name__, e, repr(e.__cause__))
    run(direct())
    c = co()
    print(drive(c))
    h = gen()
    next(h)
    try:
        next(h)
    except BaseException as e:
        print('gen', type(e).__name__, e, repr(e.__cause__))

class T:

    def __setattr__(self, n, v):
        raise StopAsyncIteration('target')

async def src():
    yield 1
    yield 2

async def main():
    t = T()
    try:
        async for t.x in src():
            pass
    except StopAsyncIteration as e:
        print('loop', repr(e))
    try:
        [0 async for t.x in src()]
    except StopAsyncIteration as e:
        print('comp', repr(e))
    try:
        async for _ in (0 async for t.x in src()):
            pass
    except RuntimeError as e:
        print('genexp', e, repr(e.__cause__))

    class It:

        def __iter__(self):
            raise StopAsyncIteration('unpack')

    async def its():
        yield It()
    try:
        async for a, b in its():
            pass
    except StopAsyncIteration as e:
        print(repr(e))

    async def inner():
        try:
            yield sys.exception()
        except ValueError as e:
            print('in', repr(sys.exception()), repr(e.__context__))
            yield repr(sys.exception())
        print('after', sys.exception())
        yield 3
    g = inner()
    print(await anext(g))
    try:
        raise KeyError('outer')
    except KeyError:
        print(await g.athrow(ValueError('thrown')), repr(sys.exception()))
        print(await anext(g), repr(sys.exception()))

    async def ctx():
        yield 1
        try:
            yield 2
        finally:
            raise IndexError('fin')
    g = ctx()
    await anext(g)
    await anext(g)
    try:
        await g.athrow(ValueError('v'))
    except IndexError as e:
        print(repr(e), repr(e.__context__), repr(e.__context__.__context__))
    try:
        raise KeyError('k')
    except KeyError as k:
        g = ctx()
        try:
            await g.athrow(ValueError('fresh'))
        except ValueError as e:
            print(repr(e.__context__), e.__context__ is k)
        g = ctx()
        try:
            await g.athrow(k)
        except KeyError as e:
            print(e is k, e.__context__)
run(main())
