# Exceptions that nobody looked at are reported when nobody can any more.
import asyncio
import gc


async def boom(text):
    raise ValueError(text)


def handler(loop, context):
    print(context["message"], repr(context["exception"]), "future" in context)


async def main():
    loop = asyncio.get_running_loop()
    asyncio.create_task(boom("lost"), name="lost")
    await asyncio.sleep(0.01)
    looked = asyncio.create_task(boom("looked at"))
    await asyncio.sleep(0)
    print(repr(looked.exception()))
    del looked
    loop.create_future().set_exception(KeyError("in a future"))
    gc.collect()
    loop.set_exception_handler(handler)
    asyncio.create_task(boom("for the handler"))
    await asyncio.sleep(0.01)
    print("handler was told")


asyncio.run(main())
kept = []


async def keep():
    kept.append(asyncio.create_task(boom("kept until the end"), name="kept"))
    await asyncio.sleep(0)


asyncio.run(keep())
print("end")
