# yield from: delegation of next, send, throw and close to every kind of iterator.
import sys

def t(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)

def inner():
    log = []
    while True:
        try:
            x = (yield (log[-1] if log else None))
            log.append(x)
        except ValueError as e:
            log.append(f'caught {e}')
        except KeyError:
            return 'inner done'

def outer():
    r = (yield from inner())
    print('result', r)
    yield 'after'
    return 7
g = outer()
print(next(g), g.send(1), g.throw(ValueError('v')), g.send(2), g.gi_yieldfrom.__name__, g.throw(KeyError))
t(lambda: next(g))

def lists():
    r = (yield from [1, 2])
    print(r)
    r = (yield from ())
    print(r)
print(list(lists()))
g = lists()
next(g)
t(lambda: g.send(5))
g = lists()
next(g)
t(lambda: g.throw(ValueError('into list')))
t(lambda: next(g))

class It:

    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration('value')

def cls():
    r = (yield from It())
    print('got', r)
print(list(cls()))

class Full:
    n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        return self.n

    def send(self, v):
        return ('sent', v)

    def throw(self, *a):
        return ('thrown', [type(x).__name__ for x in a])

    def close(self):
        print('closed')

def full():
    yield from Full()
g = full()
print(next(g), g.send('x'), g.send(None), g.throw(ValueError('q')), g.throw(ValueError, 'q') if False else None, g.close())

class BadIter:

    def __iter__(self):
        raise KeyError('iter')

def bi():
    yield from BadIter()
t(lambda: list(bi()))

class NotIt:

    def __iter__(self):
        return 3

def ni():
    yield from NotIt()
t(lambda: list(ni()))

def yf3():
    yield from 3
t(lambda: list(yf3()))

def sub(n):
    try:
        yield 1
    except GeneratorExit:
        print('sub exit')
        if n == 1:
            return 'x'
        if n == 2:
            yield 'ignored'
        if n == 3:
            raise IndexError('sub')
        raise

def deleg(n):
    try:
        r = (yield from sub(n))
        print('r', r)
    except GeneratorExit as e:
        print('outer exit', repr(e))
        raise
    finally:
        print('outer finally')
    yield 'more'
for n in range(4):
    g = deleg(n)
    next(g)
    t(lambda: g.close())
    t(lambda: next(g)) if n == 2 else None
for n in range(4):
    g = deleg(n)
    next(g)
    t(lambda: g.throw(GeneratorExit))

def running():
    print(gg.gi_running, gh.gi_running)
    yield

def runner():
    yield from gg
gg = running()
gh = runner()
next(gh)
print(gg.gi_running, gh.gi_running, gg.gi_suspended, gh.gi_suspended)

def rec(n):
    if n:
        yield from rec(n - 1)
    yield n
print(list(rec(5)))

def selfdel():
    yield from s
s = selfdel()
t(lambda: next(s))

def ret():
    return 5
    yield

def deleg2():
    return (yield from ret())
t(lambda: next(deleg2()))

def stopi():
    yield 1
    raise StopIteration('explicit')

def d3():
    yield from stopi()
g = d3()
next(g)
try:
    next(g)
except RuntimeError as e:
    print(e, repr(e.__cause__))

def close_after_none():
    try:
        yield
    finally:
        print('fin')
g = close_after_none()
print(g.close())
g = close_after_none()
next(g)
print(g.close(), g.gi_frame)

def thrower():
    try:
        yield 1
    except ValueError as e:
        raise KeyError('k') from e

def d4():
    try:
        yield from thrower()
    except KeyError as e:
        yield (repr(e.__cause__), repr(e.__context__))
g = d4()
next(g)
print(g.throw(ValueError('orig')))

class ThrowAttr:

    def __iter__(self):
        return self

    def __next__(self):
        return 1

    @property
    def throw(self):
        raise OSError('no throw')

    @property
    def close(self):
        raise OSError('no close')

    @property
    def send(self):
        raise OSError('no send')

def d5():
    yield from ThrowAttr()
g = d5()
next(g)
t(lambda: g.send(1))
g = sub(0)
t(lambda: g.send(3))
t(lambda: g.throw(3))
t(lambda: g.throw(ValueError('a'), 'b'))
t(lambda: g.throw())
t(lambda: next(g))

def lamb():
    return list(map(lambda x: (yield x), [1]))
print(type(lamb()[0]).__name__)
