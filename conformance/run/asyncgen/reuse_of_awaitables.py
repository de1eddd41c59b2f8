# An asend awaitable works once; what counts is the order of awaiting.
async def g():
    n = 0
    while True:
        got = yield n
        n = n + 1 if got is None else got

def step(awaitable, value=None):
    try:
        return "suspended", awaitable.send(value)
    except StopIteration as stop:
        return "yielded", stop.value
    except BaseException as error:
        return type(error).__name__, str(error)

a = g()
one, two = a.__anext__(), a.asend("x")
print(step(two), step(one), step(two), step(one))
three = a.asend("three")
print(step(three), step(three))
try:
    three.throw(ValueError("late"))
except (RuntimeError, ValueError) as error:
    print(type(error).__name__, error)
print(three.close())
print(step(three))
four = a.asend("ignored")
print(step(four, "sent instead"))
five = a.__anext__()
print(step(five, "via send"))
b = g()
print(step(b.asend(1)), step(b.__anext__(), 100), step(b.__anext__()))
closed = b.__anext__()
closed.close()
print(step(closed), step(b.__anext__()))
