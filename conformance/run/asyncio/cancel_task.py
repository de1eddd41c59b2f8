# Cancellation arrives at the innermost await as CancelledError.
import asyncio
async def inner():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        print("inner", repr(error))
        raise
    finally:
        print("inner finally")

async def outer():
    try:
        await inner()
    finally:
        print("outer finally")

async def main():
    t = asyncio.create_task(outer())
    await asyncio.sleep(0)
    print(t.cancel(), t.cancelled(), t.cancelling())
    try:
        await t
    except asyncio.CancelledError as error:
        print("main", repr(error), t.cancelled(), t.done())
    print(t.cancel())
    for case in (t.result, t.exception):
        try:
            case()
        except asyncio.CancelledError as error:
            print("case", repr(error))
    u = asyncio.create_task(outer())
    await asyncio.sleep(0)
    u.cancel("with a message")
    try:
        await u
    except asyncio.CancelledError as error:
        print(repr(error))
    v = asyncio.create_task(outer())
    v.cancel()
    print(await asyncio.gather(v, return_exceptions=True))

asyncio.run(main())
print(issubclass(asyncio.CancelledError, Exception), asyncio.CancelledError.__mro__[1].__name__)
