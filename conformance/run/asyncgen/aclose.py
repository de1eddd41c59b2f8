# aclose on fresh, suspended and finished generators, and bodies that resist.
async def g(mode):
    try:
        yield 1
    except GeneratorExit:
        if mode == "return": return
        if mode == "yield": yield 2
        if mode == "raise": raise ValueError("during close")
        raise
    finally:
        print("finally", mode)

def step(awaitable, value=None):
    try:
        return "suspended", awaitable.send(value)
    except StopIteration as stop:
        return "value", stop.value
    except BaseException as error:
        return type(error).__name__, str(error)

for mode in ("reraise", "return", "raise", "yield"):
    a = g(mode)
    step(a.__anext__())
    print(mode, step(a.aclose()), step(a.__anext__()), step(a.aclose()))
fresh = g("fresh")
closing = fresh.aclose()
print(step(closing), step(closing), step(fresh.__anext__()), step(fresh.aclose()))
b = g("used")
early = b.aclose()
print(step(early, 7), step(early))
c = g("c")
step(c.__anext__())
waiting = c.aclose()
print(type(waiting).__name__, waiting.close(), step(c.aclose()))
for arguments in ((1,), (1, 2)):
    try:
        c.aclose(*arguments)
    except TypeError as error:
        print(error)
try:
    c.asend()
except TypeError as error:
    print(error)
