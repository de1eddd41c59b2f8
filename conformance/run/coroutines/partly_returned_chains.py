# A long chain of awaits that is suspended, returns in part, and is suspended again deeper and flatter: every frame keeps
# its variables, also after a collection, and when somebody takes the chain apart by looking at it.
import gc


class Pause:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


async def leaf(n, text):
    items = [text, n]
    got = await Pause(n)
    gc.collect()
    return f"{items} {got}"


async def wide(n, depth):
    a, b, c, d, e, f = [[n, k] for k in range(6)]
    inner = await chain(n, depth)
    assert [a, b, c, d, e, f] == [[n, k] for k in range(6)], "a variable was lost"
    return inner


async def chain(n, depth):
    mine = [f"depth {depth}"]
    if depth == 0:
        return [await leaf(n, "leaf")]
    below = await (wide(n, depth - 1) if depth % 5 == 0 else chain(n, depth - 1))
    if depth % 7 == 0:
        below.append(await leaf(depth, mine[0]))
    if depth % 11 == 0:
        below += await wide(-depth, 2)
    try:
        if depth % 13 == 0:
            await Pause("may fail")
    except ValueError as error:
        below.append((mine[0], str(error)))
    assert mine == [f"depth {depth}"], "a variable was lost"
    return below


async def root():
    total = []
    for n in range(3):
        total.append(await chain(n, 60))
    return total


def drive(looks, fails):
    coroutine, step, sent = root(), 0, None
    try:
        while True:
            value = coroutine.send(sent)
            step += 1
            garbage = [[i] for i in range(50)]
            if step % 4 == 0:
                gc.collect()
            if looks and step % 5 == 0:
                depth, awaited = 0, coroutine
                while getattr(awaited, "cr_await", None) is not None:
                    awaited, depth = awaited.cr_await, depth + 1
                print("looked at step", step, "depth", depth, type(awaited).__name__)
            if fails and value == "may fail":
                value = coroutine.throw(ValueError(f"step {step}"))
            sent = (step, value)
    except StopIteration as stop:
        return stop.value


plain = drive(False, False)
print(plain[0], len(plain[1]), plain[2][-1])
print(drive(True, False) == plain)
print(drive(False, True)[1])
print(drive(True, True) == drive(False, True))
