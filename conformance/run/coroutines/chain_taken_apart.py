# A coroutine in the middle of a chain of awaits is looked at, driven by hand and closed.
class Outside:
    def __init__(self, name): self.name = name
    def __await__(self): return (yield self.name)

async def inner():
    return await Outside("one") + await Outside("two")

async def middle(): return "m" + await inner()
async def outer(): return "o" + await middle()

o = outer()
print(o.send(None))
m = o.cr_await
print(type(m).__name__, m.__name__, m.cr_await.__name__, m.cr_running, m.cr_suspended)
print(m.send("stolen"), o.cr_await is m)
try:
    o.send("last")
except StopIteration as stop:
    print(stop.value)
o = outer()
o.send(None)
m = o.cr_await
try:
    o.throw(KeyError("through"))
except KeyError as error:
    print(repr(error), m.cr_frame, m.cr_await)
o = outer()
o.send(None)
m = o.cr_await
async def second(): await m
try:
    second().send(None)
except RuntimeError as error:
    print(error)
print(o.close(), m.cr_frame)
