# athrow raises at the yield; caught, uncaught, and on fresh or finished generators.
async def g():
    while True:
        try:
            yield "ready"
        except ValueError as error:
            print("caught", repr(error))
            yield "answered"
        except KeyError:
            return

def step(awaitable, value=None):
    try:
        return "suspended", awaitable.send(value)
    except StopIteration as stop:
        return "value", stop.value
    except BaseException as error:
        return type(error).__name__, str(error)

a = g()
print(step(a.__anext__()), step(a.athrow(ValueError("v"))), step(a.__anext__()))
print(step(a.athrow(ValueError)), step(a.athrow(KeyError)), step(a.__anext__()))
fresh = g()
print(step(fresh.athrow(TypeError("fresh"))), step(fresh.__anext__()), step(fresh.athrow(IndexError("closed"))))
b = g()
step(b.__anext__())
print(step(b.athrow(IndexError("uncaught"))), step(b.__anext__()))
c = g()
once = c.athrow(ValueError("once"))
print(type(once).__name__, step(once), step(once))
for bad in (5, "x", None, int):
    print(step(g().athrow(bad)))
early = g().athrow(ValueError("v"))
print(step(early, 7), step(early))
d = g()
step(d.__anext__())
print(step(d.athrow(GeneratorExit())), step(d.__anext__()))
