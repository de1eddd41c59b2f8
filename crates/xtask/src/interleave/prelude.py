# What the programs of the fuzzer use: exceptions that print well, drivers, and an end in which nothing is left over.
import asyncio
import gc
import sys

kept = []

immortal = []

started = []

turns = [0]


class Boom(Exception):
    pass


class Crash(Exception):
    pass


class Quit(BaseException):
    pass


def keep(thing):
    # Objects that print when they are finalised stay reachable: when a collector finds them is not compared.
    kept.append(thing)
    return thing


def turn():
    turns[0] += 1
    return turns[0]


def pick(number):
    return started[number % len(started)]


def shown(value):
    if isinstance(value, BaseException):
        return told(value)
    if isinstance(value, (list, tuple)):
        return type(value).__name__ + str([shown(item) for item in value])
    if value is None or isinstance(value, (int, str, dict, set)):
        return repr(value)
    if asyncio.isfuture(value):
        return "future"
    return type(value).__name__


def told(error):
    if error is None:
        return "nothing"
    args = [type(arg).__name__ if isinstance(arg, (BaseException, list)) else repr(arg) for arg in error.args]
    text = type(error).__name__ + "(" + ", ".join(args).split("<")[0] + ")"
    if isinstance(error, BaseExceptionGroup):
        text += "[" + "; ".join([told(inner) for inner in error.exceptions]) + "]"
    if error.__cause__ is not None:
        text += " from " + type(error.__cause__).__name__
    if error.__suppress_context__:
        text += " alone"
    context = error.__context__
    for _ in range(6):
        if context is None:
            break
        text += " after " + type(context).__name__
        context = context.__context__
    return text


class Pump:
    # Drives an awaitable by hand and passes on what it yields.
    def __init__(self, awaitable):
        self.awaitable = awaitable

    def __await__(self):
        step, given = self.awaitable.send, None
        while True:
            try:
                got = step(given)
            except StopIteration as error:
                return error.value
            try:
                given = yield got
                step = self.awaitable.send
            except BaseException as error:
                step, given = self.awaitable.throw, error


class Counted:
    # An asynchronous iterator of two rounds.
    def __init__(self, t):
        self.t = t
        self.left = 2

    def __aiter__(self):
        return self

    async def __anext__(self):
        self.left -= 1
        if self.left < 0:
            raise StopAsyncIteration
        await self.step()
        return self.left


def report(loop, context):
    message = context["message"].split("<")[0].split("(")[0]
    # These are told when the object dies.
    if "never retrieved" not in message and "destroyed" not in message:
        print("loop", message, told(context.get("exception")))


def others():
    known = [task for task in started if not task.done()]
    rest = [task for task in asyncio.all_tasks() if task not in started and task is not asyncio.current_task()]
    return known + sorted(rest, key=lambda task: (len(task.get_name()), task.get_name()))


async def spin(count):
    for _ in range(count):
        if not others():
            break
        await asyncio.sleep(0)


async def sweep():
    for _ in range(60):
        left = others()
        if not left:
            break
        for task in left:
            task.cancel()
        await spin(12)


async def close_kept():
    for thing in kept:
        for _ in range(4):
            try:
                if hasattr(thing, "aclose"):
                    await thing.aclose()
                else:
                    thing.close()
                break
            except BaseException as error:
                print("closing", told(error))


async def settle(seconds):
    if seconds:
        await asyncio.sleep(seconds)
    await spin(40)
    await sweep()
    closer = asyncio.create_task(close_kept(), name="closer")
    await spin(20)
    await sweep()
    for task in started:
        print(task.get_name(), "cancelled" if task.cancelled() else shown(task.exception() or task.result()))


def silent(*args):
    # Takes print's place when all is compared: what is finalised at exit is heard no more.
    pass


def finish(main):
    try:
        asyncio.run(main())
    except BaseException as error:
        print("ended by", told(error))
    else:
        print("ended")
    globals()["print"] = silent


def begin(case):
    # A name that an earlier program defined must not help a later one.
    for name in list(globals()):
        if name not in known:
            del globals()[name]
    immortal.extend(kept)
    kept.clear()
    started.clear()
    turns[0] = 0
    print("#### case", case, flush=True)


known = ["known"] + list(globals())
