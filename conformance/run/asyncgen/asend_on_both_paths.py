# asend and __anext__, awaited directly and through stored awaitables, and driven by hand.
import types, asyncio

async def echo(log=None):
    v = None
    while True:
        v = (yield v)

async def three():
    yield 1
    yield 2
    yield 3

def drive(aw, first=None):
    try:
        return ('yield', aw.send(first))
    except StopIteration as e:
        return ('stop', e.value)
    except BaseException as e:
        return (type(e).__name__, str(e))

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
        return f'{type(e).__name__}: {e}'

async def direct():
    g = echo()
    try:
        await g.asend(1)
    except TypeError as e:
        print(e)
    print(await g.asend(None), await g.asend(5), await anext(g), await g.__anext__(), await g.asend((1, 2)), await g.asend(StopIteration(3)))
    s = g.asend(1)
    await s
    try:
        await s
    except RuntimeError as e:
        print(e)
    h = three()
    print([await h.asend(None), await anext(h), await h.__anext__()])
    for i in range(2):
        try:
            await h.asend(5)
        except StopAsyncIteration as e:
            print(repr(e), e.args)
        try:
            await anext(h)
        except StopAsyncIteration as e:
            print(repr(e))
        try:
            await h.__anext__()
        except StopAsyncIteration as e:
            print(repr(e))

async def stored():
    g = echo()
    a = g.asend(1)
    try:
        await a
    except TypeError as e:
        print(e)
    try:
        await a
    except RuntimeError as e:
        print(e)
    vals = [None, 5, (1, 2), StopIteration(3)]
    for v in vals:
        a = g.asend(v)
        print(await a)
    a, b = (g.asend('first'), g.asend('second'))
    print(await b, await a)
    h = three()
    a = h.__anext__()
    b = h.asend(None)
    c = anext(h)
    d = h.asend(7)
    print(await a, await b, await c)
    print(await att(d), await att(d), await att(h.__anext__()), await att(h.asend(5)))
run(direct())
run(stored())
g = echo()
print(drive(g.__anext__(), 100))
print(drive(g.asend(None), 'x'), drive(g.asend('a'), 'b'), drive(g.asend('a'), None), drive(g.__anext__(), 'y'))
a = g.asend(1)
print(drive(a), drive(a))
try:
    a.throw(ValueError)
except RuntimeError as e:
    print(e)
print(a.close(), a.__await__() is a, iter(a) is a)
a = g.asend(2)
a.close()
print(drive(a))
print(drive(g.asend(3)))

async def busy():
    x = (yield 1)
    r = await sus('in')
    yield r
g = busy()
drive(g.asend(None))
a = g.asend(1)
print(drive(a))
b = g.asend(2)
print(drive(b), drive(g.__anext__()), drive(g.athrow(ValueError)), drive(g.aclose()), g.ag_running)
print(drive(a, 'back'), g.ag_running)

async def catches():
    while True:
        try:
            yield (await sus('w'))
        except ValueError as e:
            yield f'caught {e}'
g = catches()
a = g.asend(None)
print(drive(a))
try:
    print('thrown gave', a.throw(ValueError('v')))
except StopIteration as e:
    print('value', e.value)
g = echo()
a = g.asend(None)
try:
    a.throw(KeyError('fresh'))
except KeyError as e:
    print(repr(e))
print(drive(g.asend(None)), g.ag_frame)

async def bare():
    try:
        yield 1
    except:
        pass
g = bare()
drive(g.asend(None))
a = g.asend(None)
try:
    a.throw(ValueError)
except StopAsyncIteration as e:
    print(repr(e))
except BaseException as e:
    print(type(e))
g = echo()
a = g.asend(None)
a.close()
print(drive(g.asend(None)), g.ag_frame is None)

async def err():
    yield 1
    raise KeyError('out')
g = err()
print(drive(g.asend(None)), drive(g.asend(None)), drive(g.asend(None)))

async def reent():
    yield 1
    print(drive(me.__anext__()))
    print(drive(me.aclose()))
    print(drive(me.athrow(ValueError)))
    yield 2
me = reent()
print(drive(me.__anext__()), drive(me.__anext__()))
print(next(echo().__anext__(), 'd')) if False else None
n = echo().__anext__()
try:
    next(n)
except StopIteration as e:
    print('next', e.value)
