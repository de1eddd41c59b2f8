# An async generator of a loop's header that yields when its loop's fetch is closed lives on: it is finalised as the exception
# leaves the loop.
import sys


class Pause:
    def __await__(self):
        yield "pause"


async def agen(name):
    try:
        try:
            await Pause()
        finally:
            yield name
    finally:
        print(name, "finally", repr(sys.exception()))


async def loop():
    try:
        async for item in agen("loop"):
            print(item)
    finally:
        print("after loop")


async def comprehension():
    try:
        return [item async for item in agen("comprehension")]
    finally:
        print("after comprehension")


async def nested():
    try:
        async for outer in agen("outer"):
            print(outer)
            async for item in agen("inner"):
                print(item)
    finally:
        print("after nested")


for function in loop, comprehension, nested:
    for steps in 1, 2:
        for error in GeneratorExit, ValueError, None:
            driven = function()
            try:
                for _ in range(steps):
                    print(driven.send(None))
                print(driven.close() if error is None else driven.throw(error))
            except BaseException as raised:
                print(repr(raised))
            try:
                driven.close()
            except BaseException as raised:
                print("close", repr(raised))
