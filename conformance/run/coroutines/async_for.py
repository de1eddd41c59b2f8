# async for over classes: __aiter__ once, else, break, unpacking.
class Numbers:
    def __init__(self, n): self.n, self.i = n, 0
    def __aiter__(self):
        print("aiter")
        return self
    async def __anext__(self):
        if self.i >= self.n: raise StopAsyncIteration
        self.i += 1
        return self.i, self.i * 10

async def main():
    async for a, b in Numbers(2): print(a, b)
    else: print("else")
    async for x in Numbers(3):
        if x[0] == 2: break
    else: print("never")
    async for x in Numbers(0): print("never")
    else: print("empty else", x)
    n = Numbers(3)
    async for x in n: break
    async for x in n: print("continued", x)
    async for x in Numbers(3):
        if x[0] < 3: continue
        return x

def drive(coro):
    try:
        coro.send(None)
    except StopIteration as stop:
        print("returned", stop.value)

drive(main())
