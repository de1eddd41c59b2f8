# async with: order, suppression, return and several managers.
class M:
    def __init__(self, name, suppress=False): self.name, self.suppress = name, suppress
    async def __aenter__(self):
        print("aenter", self.name)
        await Pause()
        return self.name.upper()
    async def __aexit__(self, t, e, tb):
        print("aexit", self.name, t and t.__name__)
        await Pause()
        return self.suppress

class Pause:
    def __await__(self): yield

async def main():
    async with M("a") as a, M("b") as b:
        print(a, b)
    async with M("s", True):
        raise ValueError("suppressed")
    for i in range(3):
        async with M(f"loop{i}"):
            if i == 0: continue
            break
    async with M("r") as r:
        return r

def drive(coro):
    steps = 0
    try:
        while True:
            coro.send(None)
            steps += 1
    except StopIteration as stop:
        print("returned", stop.value, steps)
    except Exception as error:
        print(type(error).__name__, error, steps)

drive(main())
async def failing():
    async with M("outer"):
        async with M("inner"):
            raise KeyError("k")
drive(failing())
