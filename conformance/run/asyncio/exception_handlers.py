# Exceptions of callbacks and of handlers go to the loop's exception handler.
import asyncio
import contextvars

variable = contextvars.ContextVar("variable", default="unset")


def fail(what):
    variable.set(what)
    raise ValueError(what)


def handler(loop, context):
    print("handled", context["message"].split(" at ")[0], repr(context["exception"]), sorted(context))
    if context["exception"].args[0] == "handler":
        raise KeyError("in the handler")


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_exception_handler())
    loop.call_soon(fail, "default")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    loop.set_exception_handler(handler)
    print(loop.get_exception_handler() is handler)
    loop.call_soon(fail, "custom")
    loop.call_soon(fail, "handler")
    future = loop.create_future()
    future.add_done_callback(lambda done: fail("callback"))
    future.set_result(1)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    loop.call_exception_handler({"message": "by hand", "exception": ValueError("mine"), "other": 3})
    loop.set_exception_handler(None)
    loop.call_exception_handler({"message": "by default", "other": [1, 2]})
    loop.call_exception_handler({"exception": ValueError("no message")})
    loop.default_exception_handler({"message": "straight"})


asyncio.run(main())
