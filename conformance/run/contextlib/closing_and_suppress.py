# closing, aclosing, suppress, nullcontext and redirect_stdout.
import asyncio
import sys
from contextlib import aclosing, closing, nullcontext, redirect_stderr, redirect_stdout, suppress


class Thing:
    def close(self):
        print("closed")

    def write(self, text):
        self.written = getattr(self, "written", "") + text

    def flush(self):
        pass


with closing(Thing()) as thing:
    print(type(thing).__name__)
try:
    with closing(Thing()):
        raise ValueError("v")
except ValueError as error:
    print(repr(error))
with suppress(KeyError, IndexError):
    [][1]
with suppress(ValueError):
    raise ExceptionGroup("all", [ValueError(1), ValueError(2)])
try:
    with suppress(ValueError):
        raise ExceptionGroup("some", [ValueError(1), KeyError(2)])
except ExceptionGroup as group:
    print(repr(group))
with suppress():
    print("nothing to suppress")
with nullcontext("value") as value:
    print(value)
capture = Thing()
with redirect_stdout(capture) as target:
    print("hidden", target is capture)
    with redirect_stdout(sys.stderr):
        pass
with redirect_stderr(capture):
    print("also", file=sys.stderr)
print(repr(capture.written))


async def numbers():
    try:
        for number in range(5):
            yield number
    finally:
        await asyncio.sleep(0)
        print("numbers closed")


async def main():
    async with aclosing(numbers()) as items:
        async for item in items:
            if item == 2:
                break
        print("broke", item)
    print("after")
    async with nullcontext(7) as value:
        print(value)


asyncio.run(main())
