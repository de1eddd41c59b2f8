# aiter, anext, async for and async with: what they accept, and what they say of the rest.
import types

def t(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)

def run(c):
    try:
        while True:
            c.send(None)
    except StopIteration as e:
        return e.value

async def att(aw):
    try:
        return await aw
    except BaseException as e:
        return f'{type(e).__name__}: {e} {e.__cause__!r} {e.__context__!r}'
t(lambda: aiter(3))
t(lambda: anext(3))
t(lambda: anext())
t(lambda: anext(default=1))
t(lambda: aiter())
t(lambda: aiter(1, 2))
t(lambda: anext(1, 2, 3))
t(lambda: aiter(x=1))

class A:

    def __aiter__(self):
        return 3

class B:

    def __aiter__(self):
        return self

    def __anext__(self):
        return 'raw'

class N:
    __aiter__ = None

class N2:

    def __aiter__(self):
        return self
    __anext__ = None
t(lambda: aiter(A()))
t(lambda: type(aiter(B())).__name__)
t(lambda: anext(B()))
t(lambda: aiter(N()))
t(lambda: anext(N2()))
t(lambda: aiter(B))
t(lambda: type(anext(B(), 1)).__name__)

async def ag(n):
    for i in range(n):
        yield i

async def main():
    g = ag(1)
    print(await anext(g, 'd'), await anext(g, 'd'), await anext(g, 'd'), await anext(g, None))
    print(await att(anext(g)), await att(anext(B())), await att(anext(B(), 1)))

    class D:

        async def __anext__(self):
            raise StopAsyncIteration
    print(await anext(D(), 5), await att(anext(D())))

    class E:

        async def __anext__(self):
            raise ValueError('e')
    print(await att(anext(E(), 5)))

    class F:

        def __anext__(self):
            return self

        def __await__(self):
            r = (yield 'from await')
            print('got', r)
            return r
    a = anext(F(), 9)
    print(a.send(None))
    try:
        a.send('v')
    except Exception as e:
        print(repr(e))
    a = anext(F(), 9)
    a.send(None)
    try:
        a.throw(KeyError('k'))
    except KeyError as e:
        print(repr(e))
    a = anext(F(), 9)
    a.send(None)
    print(a.close())
    a = anext(ag(0), 'dflt')
    try:
        a.send(None)
    except StopIteration as e:
        print(e.value)
    print(type(a.__await__()).__name__, a.__await__() is a, iter(a) is a)
    try:
        async for x in [1]:
            pass
    except TypeError as e:
        print(e)
    for bad in (3, A(), N()):
        try:
            async for x in bad:
                pass
        except TypeError as e:
            print(e)

    class I:

        def __aiter__(self):
            return self

        def __anext__(self):
            return (1, 2)
    try:
        async for x in I():
            pass
    except TypeError as e:
        print(e, repr(e.__cause__))

    class I1:
        pass

    class I2:

        def __aiter__(self):
            return I1()
    try:
        async for x in I2():
            pass
    except TypeError as e:
        print(e)

    class M:
        pass

    class M1:

        async def __aenter__(self):
            return 1

    class M2:

        def __aenter__(self):
            return 3

        async def __aexit__(self, *a):
            pass

    class M3:

        async def __aenter__(self):
            pass

        def __aexit__(self, *a):
            return 4

    class M4:

        async def __aexit__(self, *a):
            pass

    class MS:

        def __enter__(self):
            pass

        def __exit__(self, *a):
            pass
    for m in (3, M(), M1(), M2(), M4(), MS()):
        try:
            async with m:
                print('body')
        except (TypeError, AttributeError) as e:
            print(type(e).__name__, e)

    async def ret():
        async with M3():
            return 1

    async def brk():
        for i in range(1):
            async with M3():
                break

    async def cont():
        for i in range(1):
            async with M3():
                continue

    async def exc():
        async with M3():
            raise ValueError('v')

    async def norm():
        async with M3():
            pass
    for f in (ret, brk, cont, exc, norm):
        print(await att(f()))
    try:
        with MS():
            pass
        with M1():
            pass
    except TypeError as e:
        print(e)

    class Log:

        def __init__(self, n, sup=False, fail=False):
            self.n, self.sup, self.fail = (n, sup, fail)

        async def __aenter__(self):
            print('enter', self.n)
            if self.fail:
                raise KeyError('enter')
            return self.n

        async def __aexit__(self, t, v, tb):
            print('exit', self.n, t.__name__ if t else None)
            return self.sup
    async with Log(1) as a, Log(2) as b:
        print(a, b)
    async with Log(1, True) as a, Log(2) as b:
        raise ValueError
    try:
        async with Log(1), Log(2, fail=True):
            print('no')
    except KeyError as e:
        print(repr(e))
    g = ag(10)
    async for x in g:
        if x == 2:
            break
        if x == 1:
            continue
        print(x)
    else:
        print('no else')
    async for x in g:
        print(x)
        if x > 4:
            break
    async for (p, *q), in ag2():
        print(p, q)
    else:
        print('else')
    calls = 0

    class Once:

        def __aiter__(self):
            nonlocal calls
            calls += 1
            return ag(3)
    async for x in Once():
        pass
    print(calls)

async def ag2():
    yield ([1, 2, 3],)
run(main())
