# aclose, awaited directly and through stored awaitables, and driven by hand; close of the synchronous kinds.
import types

def drive(aw, first=None):
    try:
        return ('yield', aw.send(first))
    except StopIteration as e:
        return ('stop', e.value)
    except BaseException as e:
        return (type(e).__name__, str(e), repr(e.__context__))

def run(c):
    try:
        while True:
            c.send(None)
    except StopIteration as e:
        return e.value

@types.coroutine
def sus(x='s'):
    r = (yield x)
    return r

async def att(aw):
    try:
        return await aw
    except BaseException as e:
        return f'{type(e).__name__}: {e} {e.__context__!r}'

async def ag(n):
    try:
        yield 1
        yield 2
    except GeneratorExit:
        if n == 1:
            yield 'ignored'
        elif n == 2:
            return
        elif n == 3:
            raise KeyError('replaced')
        elif n == 4:
            await sus()
            yield 'after await'
        raise
    finally:
        if n == 5:
            return
        if n == 6:
            await sus()
            print('finally done')
        if n == 7:
            yield 'in finally'
        if n == 8:
            raise ValueError('in finally')

async def main():
    for stored in (0, 1):
        for n in range(9):
            g = ag(n)
            print(n, await att(anext(g)))
            try:
                if stored:
                    a = g.aclose()
                    print('closed', await a)
                else:
                    print('closed', await g.aclose())
            except BaseException as e:
                print(type(e).__name__, e, repr(e.__context__))
            print(await att(anext(g)), await att(g.aclose()), await att(g.aclose()), await att(anext(g)))
        g = ag(0)
        print(await g.aclose(), await g.aclose(), await att(anext(g)))
        g = ag(0)
        a = g.aclose()
        print(await a, await att(a))
        g = ag(0)
        async for x in g:
            pass
        print(await g.aclose())
run(main())
g = ag(6)
drive(g.asend(None))
a = g.aclose()
print(drive(a), drive(g.asend(None)), drive(g.aclose()), g.ag_running)
print(drive(a), drive(g.asend(None)))
g = ag(4)
drive(g.asend(None))
a = g.aclose()
print(drive(a))
print(drive(a))
print(drive(g.asend(None)))
g = ag(6)
drive(g.asend(None))
a = g.aclose()
drive(a)
try:
    a.throw(KeyError('into closing'))
except KeyError as e:
    print(repr(e), repr(e.__context__))
g = ag(0)
drive(g.asend(None))
a = g.aclose()
try:
    a.throw(IndexError('unstarted'))
except BaseException as e:
    print(repr(e))
print(drive(g.asend(None)))
a = ag(0).aclose()
print(a.close(), drive(a))

def gen(n):
    try:
        yield 1
    except GeneratorExit:
        if n == 1:
            yield 2
        if n == 2:
            return 'ret'
        if n == 3:
            raise ValueError('x')
        raise
for n in range(4):
    g = gen(n)
    next(g)
    try:
        print(g.close())
    except BaseException as e:
        print(type(e).__name__, e, repr(e.__context__))
    print(g.close())

async def co(n):
    try:
        await sus()
    except GeneratorExit:
        if n == 1:
            await sus()
        if n == 2:
            return 'ret'
        raise
for n in range(3):
    c = co(n)
    c.send(None)
    try:
        print(c.close())
    except BaseException as e:
        print(type(e).__name__, e)
