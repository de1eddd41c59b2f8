# types.coroutine makes a generator function awaitable.
import types
@types.coroutine
def pause(value):
    return (yield value)

async def twice():
    return await pause("a"), await pause("b")

c = twice()
print(c.send(None), c.send(1))
try:
    c.send(2)
except StopIteration as stop:
    print(stop.value)
print(type(pause(1)).__name__, pause.__name__, list(pause("listed")))
async def stubborn():
    try:
        await pause(1)
    except GeneratorExit:
        await pause(2)

async def around():
    try:
        await stubborn()
    except RuntimeError as error:
        print("inside:", error)

c = around()
c.send(None)
print(c.close())
