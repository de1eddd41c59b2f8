# throw(Class) makes the exception inside the generator: what goes wrong there can be caught there.
class Other(Exception):
    def __new__(cls, *args):
        return cls


class Failing(Exception):
    def __init__(self):
        raise KeyError("init")


def catching():
    try:
        yield 1
    except (KeyError, TypeError) as error:
        print("inside", repr(error))
        yield 2


def plain():
    yield


async def coroutine():
    pass


for make in catching, plain:
    for kind in Other, Failing, int, 3:
        for started in True, False:
            generator = make()
            if started:
                next(generator)
            try:
                print("gave", generator.throw(kind))
            except (KeyError, TypeError) as error:
                print("outside", repr(error))
driven = coroutine()
try:
    driven.throw(Other)
except TypeError as error:
    print(error)
print("after")
