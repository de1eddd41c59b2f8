# A generator that is made in a comprehension's header ends when an exception leaves the comprehension: an async one is handed
# to the loop, which closes it in its next turn.
import asyncio


async def agen(name):
    try:
        yield 1
        yield 2
    finally:
        print(name, "finally")
        await asyncio.sleep(0)
        print(name, "closed")


def gen(name):
    try:
        yield 1
        yield 2
    finally:
        print(name, "finally")


def fails(value):
    raise ValueError(value)


async def main():
    try:
        [fails(x) async for x in agen("list")]
    except ValueError as error:
        print(repr(error))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    try:
        print({x: fails(y) for x in gen("outer") async for y in agen("inner")})
    except ValueError as error:
        print(repr(error))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    try:
        print([y async for x in agen("async outer") for y in gen("inner") if fails(y)])
    except ValueError as error:
        print(repr(error))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    try:
        print({x for x in gen("set") if fails(x)})
    except ValueError as error:
        print(repr(error))
    print("main ends")


asyncio.run(main())
