# What anext(iterator, default) awaits: anything that await takes, and refused in the same words.
import types


class Iterator:
    def __init__(self, make):
        self.make = make

    def __aiter__(self):
        return self

    def __anext__(self):
        return self.make()


class Awaitable:
    def __init__(self, answer):
        self.answer = answer

    def __await__(self):
        return self.answer


@types.coroutine
def marked():
    got = yield 1
    print("got", got)
    return "end"


def attempt(function, *args):
    try:
        return function(*args)
    except BaseException as error:
        return repr(error)


for make in (marked, lambda: (x for x in "a"), lambda: Awaitable(42), lambda: Awaitable([1]), lambda: Awaitable(marked()),
             lambda: Awaitable(iter("ab")), lambda: 5):
    step = anext(Iterator(make), "default")
    print(attempt(next, step), attempt(step.send, "x"))
    step = anext(Iterator(make), "default")
    print(attempt(step.throw, ValueError("thrown")), attempt(step.close))
