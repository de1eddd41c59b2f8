# StopIteration and StopAsyncIteration become RuntimeError with a cause.
async def g(error):
    yield 1
    raise error

async def catches():
    try:
        yield 1
    except StopAsyncIteration:
        yield "caught"

def step(awaitable):
    try:
        return "suspended", awaitable.send(None)
    except StopIteration as stop:
        return "value", stop.value
    except BaseException as error:
        return type(error).__name__, str(error), repr(error.__cause__), repr(error.__context__)

for error in (StopIteration("s"), StopAsyncIteration("a"), ValueError("v"), GeneratorExit(), KeyboardInterrupt()):
    a = g(error)
    print(step(a.__anext__()), step(a.__anext__()), step(a.__anext__()))
c = catches()
print(step(c.__anext__()), step(c.athrow(StopAsyncIteration())), step(c.__anext__()))
a = g(None)
step(a.__anext__())
print(step(a.athrow(StopIteration("thrown"))))
async def raises_in_coroutine(): raise StopAsyncIteration("from coroutine")
async def h():
    yield 1
    await raises_in_coroutine()
b = h()
print(step(b.__anext__()), step(b.__anext__()))
