# StopIteration leaving a coroutine becomes RuntimeError; StopAsyncIteration does not.
async def raises(error): raise error
async def outer(error): await raises(error)
async def catches(error):
    try:
        await raises(error)
    except RuntimeError as caught:
        return str(caught), repr(caught.__cause__)

def attempt(coro):
    try:
        coro.send(None)
    except StopIteration as stop:
        print("returned", stop.value)
    except BaseException as error:
        print(type(error).__name__, error, "| cause", repr(error.__cause__))

attempt(raises(StopIteration("x")))
attempt(outer(StopIteration()))
attempt(catches(StopIteration(5)))
attempt(raises(StopAsyncIteration("s")))
attempt(outer(StopAsyncIteration()))
attempt(raises(GeneratorExit()))
attempt(raises(KeyboardInterrupt("k")))
async def next_in_coroutine(): return next(iter([]))
attempt(next_in_coroutine())
async def iterates(): return [x async for x in broken()]
async def broken():
    yield 1
    next(iter([]))
attempt(iterates())
