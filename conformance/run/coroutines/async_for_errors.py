# What is not asynchronously iterable.
class NoNext:
    def __aiter__(self): return object()
class BadNext:
    def __aiter__(self): return self
    def __anext__(self): return 1, 2
class AsyncAiter:
    async def __aiter__(self): return self
class Raises:
    def __aiter__(self): raise ValueError("aiter")
class NextRaises:
    def __aiter__(self): return self
    async def __anext__(self): raise KeyError("anext")
class StopInside:
    def __aiter__(self): return self
    async def __anext__(self): raise StopIteration("wrong kind")

async def loop(thing):
    async for x in thing: print(x)
async def comprehension(thing): return [x async for x in thing]

for thing in ([1], 5, None, NoNext(), BadNext(), Raises(), NextRaises(), StopInside(), (x for x in "a"), loop):
    for function in (loop, comprehension):
        try:
            function(thing).send(None)
        except StopIteration:
            print("finished")
        except Exception as error:
            print(type(error).__name__, error, repr(error.__cause__))
