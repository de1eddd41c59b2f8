# The built-ins aiter and anext, with and without a default.
async def g():
    yield 1
    yield 2

class It:
    def __init__(self): self.n = 0
    def __aiter__(self): return self
    def __anext__(self):
        self.n += 1
        return Value(self.n)
class Value:
    def __init__(self, n): self.n = n
    def __await__(self):
        if self.n > 2: raise StopAsyncIteration
        return self.n * 10
        yield
class BadIter:
    def __aiter__(self): return 5

async def main():
    a = g()
    print(aiter(a) is a, await anext(a), await anext(a, "d"), await anext(a, "default"), await anext(a, None))
    try:
        await anext(a)
    except StopAsyncIteration as stop:
        print("stop", stop.args)
    i = It()
    print(await anext(i), await anext(i, 0), await anext(i, "end"), type(anext(i)).__name__, type(anext(i, 1)).__name__)
    for case in (lambda: aiter(5), lambda: anext(5), lambda: aiter([]), lambda: anext(iter([])), lambda: aiter(BadIter()), lambda: anext(), lambda: aiter(), lambda: anext(a, default=1), lambda: anext(a, 1, 2), lambda: anext(5, 1), lambda: aiter(a, 1), lambda: anext(BadIter())):
        try:
            print(case())
        except TypeError as error:
            print(error)

try:
    main().send(None)
except StopIteration:
    print("done")
