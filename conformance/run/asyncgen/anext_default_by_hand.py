# The awaitable of two-argument anext, driven by hand.
class Pause:
    def __await__(self): return (yield "paused")

async def g():
    try:
        got = await Pause()
        yield got
    except ValueError as error:
        yield f"caught {error}"

def step(awaitable, value=None):
    try:
        return "suspended", awaitable.send(value)
    except StopIteration as stop:
        return "value", stop.value
    except BaseException as error:
        return type(error).__name__, str(error)

a = g()
x = anext(a, "default").__await__()
print(step(x), step(x, "answer"), step(anext(a, "default").__await__()), step(anext(a, "again").__await__()))
b = g()
y = anext(b, "default").__await__()
print(step(y))
try:
    y.throw(ValueError("thrown"))
except StopIteration as stop:
    print(stop.value)
c = g()
z = anext(c, "default").__await__()
print(step(z), z.close(), step(c.__anext__()))
