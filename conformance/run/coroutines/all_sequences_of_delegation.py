# Every sequence of three steps of generators and coroutines that delegate. What single steps do is printed in words, of the
# sequences that begin with a step only the hash: print `did` to see what differs.
class Wait:
    def __await__(self):
        return (yield "wait")


log = []


async def inner():
    try:
        log.append(f"inner {await Wait()}")
        await Wait()
        return "inner"
    except KeyError as error:
        log.append(f"inner KeyError {error.__context__!r}")
        return "key"
    except GeneratorExit:
        log.append("inner exits")
        raise
    finally:
        log.append("finally")


async def outer():
    try:
        log.append(await inner())
        await Wait()
        return "outer"
    except ValueError as error:
        log.append(f"outer ValueError {error.__context__!r}")
        await Wait()
        raise OSError


def inner_generator():
    try:
        log.append(f"got {(yield 1)}")
        log.append(f"got {(yield 2)}")
        return "returned"
    except KeyError:
        log.append("inner KeyError")
        yield "after key"
    except GeneratorExit:
        log.append("inner exits")
        return "exit"


def outer_generator():
    try:
        log.append((yield from inner_generator()))
        yield from [7, 8]
        return "done"
    except ValueError:
        log.append("outer ValueError")
        yield "value"
    except GeneratorExit:
        log.append("outer exits")
        return "outer exit"


class Iterator:
    def __init__(self):
        self.count = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.count += 1
        if self.count > 2:
            raise StopIteration("iterator")
        return self.count


def over_iterator():
    try:
        result = yield from Iterator()
        log.append(result)
        return result
    except KeyError:
        log.append("KeyError")
        yield 5


stored = []


async def awaits_stored():
    return await stored[-1]


def shared():
    stored.append(inner())
    return awaits_stored()


def wrapped():
    return outer().__await__()


def do(call, *args):
    try:
        return f"gave {call(*args)}"
    except BaseException as error:
        return f"{error!r} in {error.__context__!r}"


steps = {
    "send": lambda a: do(a.send, None), "send(5)": lambda a: do(a.send, 5), "value": lambda a: do(a.throw, ValueError),
    "key": lambda a: do(a.throw, KeyError), "exit": lambda a: do(a.throw, GeneratorExit),
    "stop": lambda a: do(a.throw, StopIteration(4)), "close": lambda a: do(a.close),
}


def run(make, names):
    log.clear()
    driven = make()
    did = [steps[name](driven) for name in names]
    if make is shared:
        did.append(do(stored[-1].send, None))
        do(stored[-1].close)
    do(driven.close), do(driven.close)
    return f"{' | '.join(did)} | {'; '.join([str(item) for item in log])}"


def run_between(names):
    # The inner coroutine is driven between the steps of the outer one.
    log.clear()
    driven = shared()
    did = [steps["send"](driven)]
    did += [steps[name](stored[-1] if index % 2 == 0 else driven) for index, name in enumerate(names)]
    do(driven.close), do(stored[-1].close)
    return f"{' | '.join(did)} | {'; '.join([str(item) for item in log])}"


for make in inner, outer, inner_generator, outer_generator, over_iterator, wrapped, shared:
    for first in steps:
        did = [run(make, (first, second, third)) for second in steps for third in steps]
        print(make.__name__, first, "|", run(make, (first,)), "|", hash("\n".join(did)))
for first in steps:
    did = [run_between((first, second, third)) for second in steps for third in steps]
    print("between", first, "|", run_between((first,)), "|", hash("\n".join(did)))
