# A second operation while one is suspended is refused.
class Pause:
    def __await__(self): yield "paused"

async def g():
    try:
        await Pause()
        yield 1
        await Pause()
        yield 2
    finally:
        await Pause()
        print("finally")

def step(awaitable, value=None):
    try:
        return "suspended", awaitable.send(value)
    except StopIteration as stop:
        return "value", stop.value
    except BaseException as error:
        return type(error).__name__, str(error)

a = g()
first = a.__anext__()
print(step(first), a.ag_running)
for awaitable in (a.__anext__(), a.asend(None), a.athrow(ValueError("v")), a.aclose()):
    print(step(awaitable))
print(step(first), a.ag_running)
closing = a.aclose()
print(step(closing))
print(step(a.__anext__()), step(a.aclose()))
print(step(closing), step(a.__anext__()))
