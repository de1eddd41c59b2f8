class Plain:
    def __init__(self):
        self.left = 2

    def __iter__(self):
        return self

    __await__ = __iter__

    def __next__(self):
        self.left -= 1
        if self.left < 0:
            raise StopIteration("end")
        return self.left


def generator():
    got = yield from Plain()
    print("got", got)
    yield "after"


def over_list():
    got = yield from [1, 2]
    print("got", got)
    yield "after"


async def coroutine():
    got = await Plain()
    print("got", got)
    return "after"


def subclass():
    class Special(StopIteration):
        pass
    return Special(7)


for make in generator, over_list, coroutine:
    for error in StopIteration(4), StopIteration(), StopIteration, subclass(), StopAsyncIteration(5):
        driven = make()
        driven.send(None)
        try:
            print("gave", driven.throw(error))
        except BaseException as raised:
            print(repr(raised))
        driven.close()
