# athrow, awaited directly and through stored awaitables, and driven by hand.
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

async def catches(n):
    try:
        yield 1
    except ValueError as e:
        if n == 0:
            yield f'caught {e}'
        elif n == 1:
            return
        elif n == 2:
            raise KeyError('other')

async def ge(n):
    try:
        yield 1
    except GeneratorExit:
        if n == 0:
            yield 'swallowed'
        elif n == 1:
            return
        else:
            raise

async def main():
    for stored in (False, True):
        g = catches(0)
        if stored:
            a = g.athrow(ValueError('fresh'))
            print(await att(a), await att(a))
        else:
            try:
                await g.athrow(ValueError('fresh'))
            except ValueError as e:
                print(repr(e))
        print(g.ag_frame, await att(anext(g)), await g.athrow(ValueError('x')), await g.athrow(ValueError))
        for n in range(3):
            g = catches(n)
            await anext(g)
            if stored:
                a = g.athrow(ValueError('v'))
                print(await att(a))
                print(await att(a))
            else:
                try:
                    print(await g.athrow(ValueError('v')))
                except BaseException as e:
                    print(repr(e), repr(e.__context__))
            print(await att(anext(g)))
        g = catches(0)
        await anext(g)
        try:
            if stored:
                a = g.athrow(KeyError('un'))
                await a
            else:
                await g.athrow(KeyError('un'))
        except KeyError as e:
            print(repr(e))
        print(await att(anext(g)), await att(anext(g)))
        for n in range(3):
            g = ge(n)
            await anext(g)
            try:
                if stored:
                    a = g.athrow(GeneratorExit)
                    print('got', await a)
                else:
                    print('got', await g.athrow(GeneratorExit))
            except BaseException as e:
                print(type(e).__name__)
    g = catches(0)
    await anext(g)
    for bad in (3, int, 'x', None):
        print(await att(g.athrow(bad)))
    g = catches(0)
    for bad in ((ValueError('a'), 'b'), (ValueError, 'msg', 3), (ValueError('i'), ValueError('j'))):
        try:
            print(await att(g.athrow(*bad)))
        except BaseException as e:
            print('at call', type(e).__name__, e)
    g = catches(0)
    await anext(g)
    print(await att(g.athrow(ValueError, 'message')))
    g = catches(0)
    await anext(g)
    print(await att(g.athrow(ValueError, ValueError('instance'), None)))
run(main())
g = catches(0)
for fresh in (g.athrow(ValueError), g.aclose()):
    print(drive(fresh, 7))
    fresh.close()
g = catches(0)
print(drive(g.asend(None)))
g = catches(0)
drive(g.asend(None))
a = g.athrow(ValueError('z'))
print(drive(a), drive(a))
a.close()
try:
    a.throw(KeyError)
except RuntimeError as e:
    print(e)

async def slow():
    try:
        yield 1
    except ValueError:
        x = await sus('in handler')
        yield x
g = slow()
drive(g.asend(None))
a = g.athrow(ValueError)
print(drive(a), g.ag_running, drive(g.asend(None)), drive(g.athrow(ValueError)), drive(g.aclose()))
print(drive(a, 'sent'), g.ag_running)
g = slow()
drive(g.asend(None))
a = g.athrow(ValueError)
drive(a)
try:
    a.throw(IndexError('into'))
except IndexError as e:
    print(repr(e))
print(drive(g.asend(None)))
a = catches(0).athrow(ValueError)
try:
    a.throw(KeyError('before start'))
except BaseException as e:
    print(repr(e))
