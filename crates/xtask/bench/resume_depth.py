# Suspends and resumes at several depths of awaits. Standard error gets the nanoseconds of one round trip at each: where the
# cost of resuming does not depend on the depth, they are alike.
import sys
import time

ROUNDS = 200000


class Suspend:
    def __await__(self):
        return (yield 1)


suspend = Suspend()


async def leaf():
    total = 0
    for _ in range(ROUNDS):
        total += await suspend
    return total


async def nest(depth):
    if depth == 0:
        return await leaf()
    return await nest(depth - 1)


def drive(depth):
    coroutine = nest(depth)
    coroutine.send(None)
    start = time.perf_counter()
    try:
        for _ in range(ROUNDS):
            coroutine.send(1)
    except StopIteration as stop:
        elapsed = time.perf_counter() - start
        print("depth", depth, "total", stop.value)
        print(f"depth {depth:5}: {elapsed / ROUNDS * 1e9:6.1f} ns", file=sys.stderr)


sys.setrecursionlimit(5000)
drive(0)
for depth in (1, 10, 100, 1000):
    drive(depth)
