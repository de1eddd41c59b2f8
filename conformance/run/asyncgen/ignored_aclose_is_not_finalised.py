# An async generator that ignored an aclose() is not handed to the finalizer hook when it is dropped: it is just closed.
import asyncio
import gc
import sys


async def stubborn(name):
    try:
        yield 1
    finally:
        try:
            yield 2
        finally:
            print(name, "closing", repr(sys.exception()))


def step(awaitable):
    try:
        awaitable.send(None)
    except BaseException as error:
        return repr(error)


sys.set_asyncgen_hooks(finalizer=lambda generator: print("hook", generator.__name__))
generator = stubborn("by hand")
print(step(generator.__anext__()), step(generator.aclose()))
del generator
gc.collect()
sys.set_asyncgen_hooks(finalizer=None)


async def main():
    generator = stubborn("in a loop")
    print(await anext(generator))
    try:
        await generator.aclose()
    except RuntimeError as error:
        print(error)
    del generator
    gc.collect()
    await asyncio.sleep(0)
    print("end")


asyncio.run(main())
