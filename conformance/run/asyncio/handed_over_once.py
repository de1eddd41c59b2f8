# An async generator that was handed to the loop when its own loop was left is not closed again at the end, also when it went on.
import asyncio


async def stubborn():
    try:
        yield 1
    except GeneratorExit:
        print("exit")
    yield 2


async def leaves():
    async for item in stubborn():
        await asyncio.sleep(10)


async def kept():
    try:
        yield 1
    finally:
        print("kept is closed")


async def main():
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: print(context["message"], repr(context["exception"])))
    task = asyncio.create_task(leaves())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    global generator
    generator = kept()
    await anext(generator)
    for _ in range(3):
        await asyncio.sleep(0)


asyncio.run(main())
print("end")
