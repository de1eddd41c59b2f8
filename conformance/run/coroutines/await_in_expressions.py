# Operands evaluated before an await keep their values.
class Pause:
    def __init__(self, value): self.value = value
    def __await__(self):
        print("await", self.value, end=" ")
        return (yield self.value)

async def main(n):
    a = n + await Pause("a") * 2 - (await Pause("b"))
    b = [n, await Pause("c"), n := 100, await Pause("d"), n]
    c = max(n, await Pause("e"), key=lambda v: -v)
    d = {await Pause("f"): await Pause("g")}
    e = -await Pause("h") ** 2
    f = f"{n}{await Pause('i')}{(await Pause('j')):>3}"
    g = await Pause("k") < await Pause("l") < await Pause("m")
    h = await Pause("n") and await Pause("o") or await Pause("p")
    lst = [1, 2, 3]
    lst[await Pause("q")] += await Pause("r")
    x, *y = await Pause("s"), *[await Pause("t")]
    assert await Pause("u"), "not raised"
    return a, b, c, d, e, f, g, h, lst, x, y

c = main(1)
c.send(None)
try:
    for i in range(1, 30): c.send(i % 3)
except StopIteration as stop:
    print()
    print(stop.value)
