# Reuse, wrong first values, re-entrance and iteration of coroutines.
class Pause:
    def __await__(self): yield

async def f(): await Pause()
async def reenter(): me.send(None)
async def twice(c): await c

def attempt(function):
    try:
        print(function())
    except (RuntimeError, TypeError, ValueError, StopIteration) as error:
        print(type(error).__name__, error)

c = f()
attempt(lambda: c.send(1))
attempt(lambda: iter(c))
attempt(lambda: next(c))
attempt(lambda: list(c))
attempt(lambda: [x for x in c])
attempt(lambda: c())
c.send(None)
attempt(lambda: twice(c).send(None))
attempt(lambda: c.send(None))
for use in (lambda: c.send(None), lambda: c.throw(ValueError), lambda: twice(c).send(None), lambda: c.close()):
    attempt(use)
me = reenter()
attempt(lambda: me.send(None))
attempt(lambda: me.send())
attempt(lambda: me.throw())
d = f()
attempt(lambda: len(d))
attempt(lambda: type(d)())
d.close()
def g():
    e = f()
    try:
        yield from e
    finally:
        e.close()
attempt(lambda: next(g()))
