# anext and asend awaitables deliver the yielded value as StopIteration.
class Pause:
    def __await__(self):
        x = yield "paused"
        print("resumed with", x)

async def g():
    received = yield 1
    print("received", received)
    await Pause()
    yield (2, 3)
    yield StopIteration("value")

def step(awaitable, value=None):
    try:
        return "suspended", awaitable.send(value)
    except StopIteration as stop:
        return "yielded", stop.value
    except BaseException as error:
        return type(error).__name__, str(error)

a = g()
print(type(a).__name__, a.ag_running, a.ag_await, a.ag_suspended, a.__aiter__() is a)
first = a.__anext__()
print(type(first).__name__, first.__await__() is first, iter(first) is first)
print(step(first))
second = a.asend("hello")
print(step(second), a.ag_running, a.ag_await is not None)
print(step(second, "resume"), a.ag_running)
print(step(a.__anext__()))
print(step(a.__anext__()), step(a.__anext__()), step(a.asend(5)))
print(a.ag_frame, type(g()).__name__)
