# Coroutines driven by hand: every message, attribute and form of awaiting.
import types, sys

def t(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)

@types.coroutine
def sus(x='s'):
    r = (yield x)
    return r

async def co():
    return await sus()

async def simple():
    return 1

def st(c, v=None):
    try:
        return c.send(v)
    except StopIteration as e:
        return ('ret', e.value)
c = simple()
t(lambda: st(c))
t(lambda: c.send(None))
t(lambda: c.throw(ValueError))
t(lambda: next(c))
t(lambda: c.close())
t(lambda: c.close())
c = co()
t(lambda: c.send(1))
print(st(c))

async def other():
    await c
o = other()
t(lambda: o.send(None))
print(st(c, 'x'))
t(lambda: st(c))

async def selfie():
    me.send(None)
me = selfie()
t(lambda: me.send(None))

def g():
    next(gg)
    yield
gg = g()
t(lambda: next(gg))

def g2():
    yield 1
t(lambda: g2().send(1))
c = simple()
t(lambda: iter(c))
t(lambda: list(c))
t(lambda: next(c))
t(lambda: [*c])
t(lambda: len(c))
c.close()

def yf():
    yield from simple_c
simple_c = simple()
t(lambda: list(yf()))
simple_c.close()

async def bad(x):
    await x

class W1:

    def __await__(self):
        return None

class W2:

    def __await__(self):
        return simple_w2

class W3:

    def __await__(self):
        return iter([1, 2])

class W4:

    def __await__(self):
        yield 'w4'
        return 'done'
simple_w2 = simple()
for x in (3, None, 's', [], W1(), W2(), g2(), object):
    t(lambda: bad(x).send(None))
simple_w2.close()

async def w3():
    return await W3()
c = w3()
print(st(c), st(c), st(c))

async def w4():
    return await W4()
c = w4()
print(st(c), st(c))
c = co()
print(c.cr_await, c.cr_running, c.cr_suspended, c.cr_frame is not None, c.cr_code.co_name, c.cr_origin)
st(c)
print(type(c.cr_await).__name__, c.cr_suspended, c.cr_running)
st(c, 1)
print(c.cr_await, c.cr_frame, c.cr_suspended)

async def a1():
    return await a2()

async def a2():
    return await a3()

async def a3():
    return await sus('deep')
c = a1()
print(st(c))
x = c
while x is not None:
    print(getattr(x, '__name__', x))
    x = getattr(x, 'cr_await', None) or getattr(x, 'gi_yieldfrom', None)
print(st(c, (1, 2)))

async def ret_stop():
    return StopIteration(5)

async def ret_tuple():
    return (1, 2)

async def collect():
    return (await ret_stop(), await ret_tuple())
print(st(collect()))

async def raises_stop():
    raise StopIteration(1)
t(lambda: raises_stop().send(None))

@types.coroutine
def tco():
    return (yield 1)

async def usetco():
    return await tco()
c = usetco()
print(st(c), st(c, 5))
print(types.coroutine(simple) is simple)
t(lambda: types.coroutine(3))

@types.coroutine
def notgen():
    return W4()

async def usenot():
    return await notgen()
c = usenot()
print(st(c), st(c))
c = co()
w = c.__await__()
print(next(w), w is c, iter(w) is w)
try:
    w.send('v')
except StopIteration as e:
    print(e.value)
c = co()
w = c.__await__()
w.send(None)
try:
    w.throw(KeyError('k'))
except KeyError as e:
    print(repr(e))
c = co()
w = c.__await__()
w.send(None)
print(w.close(), c.cr_frame)
c.__name__ = 'nm'
c.__qualname__ = 'qn'
print(c.__name__, repr(c)[:22])
t(lambda: setattr(c, '__name__', 3))
t(lambda: setattr(c, 'cr_running', 3))
t(lambda: type(c)())
t(lambda: type(w)())

async def ctx():
    try:
        await sus()
    finally:
        print('cleanup', sys.exception())
c = ctx()
st(c)
c.close()
c = ctx()
st(c)
try:
    c.throw(ValueError('v'))
except ValueError as e:
    print(repr(e))
t(lambda: st(c))

async def catch():
    while True:
        try:
            await sus('again')
        except ValueError as e:
            print('caught', e)
c = catch()
st(c)
print(c.throw(ValueError('1')), c.throw(ValueError('2')))
c.close()
