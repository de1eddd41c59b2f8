# How a generator ends that was called in the operand of `yield from`.
import types


def stops():
    raise StopIteration("early")
    yield


def drives():
    yield from stops()


try:
    list(drives())
except RuntimeError as error:
    print(repr(error), repr(error.__cause__))


@types.coroutine
def bare():
    yield from coro()
    return (yield from coro())


async def coro():
    return "done"


async def main():
    print(await bare())


try:
    main().send(None)
except StopIteration:
    pass


def deep(n):
    if n:
        yield from deep(n - 1)
    yield n


try:
    print(sum(deep(100)))
    print(sum(deep(5000)))
except RecursionError as error:
    print(error)


def fails():
    yield 1
    1 / 0


def delegates():
    yield from fails()


list(delegates())
