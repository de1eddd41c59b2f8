# What may be awaited, and what __await__ must return.
class Good:
    def __await__(self): return iter([1, 2])
class NotIterator:
    def __await__(self): return [1]
class ReturnsNone:
    def __await__(self): return None
class ReturnsCoroutine:
    def __await__(self):
        global made
        made = f(5)
        return made
class Raises:
    def __await__(self): raise ValueError("in __await__")

async def f(thing):
    return await thing

def attempt(thing):
    c = f(thing)
    try:
        while True: print("yielded", c.send(None))
    except StopIteration as stop:
        print("returned", stop.value)
    except Exception as error:
        print(type(error).__name__, error)

attempt(Good())
for thing in (NotIterator(), ReturnsNone(), ReturnsCoroutine(), Raises(), 5, None, "s", [1], f, (x for x in "ab"), Good):
    attempt(thing)
made.close()
wrapper = f(Good()).__await__()
print(type(wrapper).__name__, next(wrapper), wrapper.send(None), iter(wrapper) is wrapper)
class Instance: pass
i = Instance()
i.__await__ = lambda: iter([])
attempt(i)
