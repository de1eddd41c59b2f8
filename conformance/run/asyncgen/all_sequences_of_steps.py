# Sequences of three steps of every stored awaitable in every state of its generator. What single steps do is printed in words,
# of the sequences that begin with a step only the hash: print `did` to see what differs.
import sys

class Wait:
    def __await__(self):
        return (yield "wait")


log = []
kept = []


async def plain():
    try:
        await Wait()
        log.append(f"sent {(yield 1)}")
        await Wait()
        yield 2
    except BaseException as error:
        log.append(f"body {error!r}")
        raise


async def stubborn():
    while True:
        try:
            log.append(f"sent {(yield 1)}")
            return
        except GeneratorExit:
            yield "ignored"
        except KeyError:
            yield "key"


def do(call, *args):
    try:
        return f"gave {call(*args)}"
    except BaseException as error:
        return repr(error)


def fresh(body):
    return body()


def waiting(body):
    agen = body()
    kept.append(agen.asend(None))
    do(kept[-1].send, None)
    return agen


def suspended(body):
    agen = waiting(body)
    do(kept[-1].send, None)
    return agen


def closed(body):
    agen = body()
    do(agen.aclose().send, None)
    return agen


def ended(body):
    agen = suspended(body)
    for _ in range(4):
        step = agen.asend(None)
        do(step.send, None), do(step.send, None)
    return agen


def exiting(body):
    agen = suspended(body)
    step = agen.aclose()
    do(step.send, None), do(step.send, None)
    return agen


kinds = {
    "asend": lambda agen: agen.asend(None), "asend(5)": lambda agen: agen.asend(5), "athrow": lambda agen: agen.athrow(KeyError),
    "aclose": lambda agen: agen.aclose(), "anext": lambda agen: anext(agen, 7),
}
steps = {
    "send": lambda step: do(step.send, None), "send(5)": lambda step: do(step.send, 5), "throw": lambda step: do(step.throw, ValueError),
    "exit": lambda step: do(step.throw, GeneratorExit), "close": lambda step: do(step.close),
}
short = {
    "cannot reuse already awaited __anext__()/asend()": "reused asend", "cannot reuse already awaited aclose()/athrow()": "reused",
    "asynchronous generator is already running": "running", "async generator ignored GeneratorExit": "ignored",
    "can't send non-None value to a just-started": "just-started", "RuntimeError": "Runtime", "GeneratorExit": "Exit",
    "StopAsyncIteration": "StopAsync", "StopIteration": "Stop",
}


def run(body, state, kind, names):
    agen = state(body)
    step = kinds[kind](agen)
    log.clear()
    did = [steps[name](step) for name in names]
    after = agen.asend(None)
    did.append(do(after.send, None))
    did.append(f"{agen.ag_running} {' '.join(log)}")
    for used in kept + [step, after]:
        do(used.close)
    kept.clear()
    text = " | ".join(did)
    for long, word in short.items():
        text = text.replace(long, word)
    return text


sys.unraisablehook = lambda unraisable: None
for body in plain, stubborn:
    for state in fresh, waiting, suspended, closed, ended, exiting:
        for kind in kinds:
            for first in steps:
                did = [run(body, state, kind, (first, second, third)) for second in steps for third in ("send", "throw")]
                print(body.__name__, state.__name__, kind, first, "|", run(body, state, kind, (first,)), "|", hash("\n".join(did)))
