# A coroutine that is being awaited cannot be awaited again.
class Pause:
    def __await__(self): yield

async def inner():
    await Pause()
    return "inner result"

async def outer(c): return await c

shared = inner()
first, second = outer(shared), outer(shared)
first.send(None)
for coroutine in (second, outer(shared)):
    try:
        coroutine.send(None)
    except RuntimeError as error:
        print(error)
try:
    first.send(None)
except StopIteration as stop:
    print(stop.value)
try:
    outer(shared).send(None)
except RuntimeError as error:
    print(error)
