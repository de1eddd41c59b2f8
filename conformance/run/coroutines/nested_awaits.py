# Values pass through any depth of awaits, tuples and exceptions intact.
class Yield:
    def __init__(self, value): self.value = value
    def __await__(self): return (yield self.value)

async def depth(n, value):
    if n == 0:
        return await Yield(value)
    return await depth(n - 1, value)

def drive(coro, *answers):
    out = []
    try:
        out.append(coro.send(None))
        for answer in answers:
            out.append(coro.send(answer))
    except StopIteration as stop:
        out.append(("returned", stop.value))
    except BaseException as error:
        out.append(error)
    return out

print(drive(depth(0, "v"), "r"), drive(depth(50, (1, 2)), (3, 4)), drive(depth(3, None), None), drive(depth(2, StopIteration(5)), StopIteration(6)))
async def returns(value): return value
async def outer(value):
    result = await returns(value)
    return ["got", result]

for value in (None, (1,), StopIteration("x"), ValueError("v"), [], ()):
    print(drive(outer(value)))
async def raises(error):
    raise error

async def catches(error):
    try:
        await raises(error)
    except Exception as caught:
        return "caught", repr(caught)

for error in (ValueError("v"), KeyError("k"), StopAsyncIteration("s")):
    print(drive(catches(error)))
