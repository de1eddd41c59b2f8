# What is thrown into goes on without what the frames that await it handle, also where they were looked at one by one or throw
# by a method.
import sys


class Pause:
    def __await__(self):
        yield "pause"


class Forwards:
    def __await__(self):
        return self

    def __iter__(self):
        return self

    def __next__(self):
        return "forwards"

    def throw(self, error):
        print("method sees", repr(sys.exception()))
        try:
            raise error
        except KeyError as caught:
            print("caught", repr(caught), repr(caught.__context__))
        print("method sees", repr(sys.exception()))
        return "thrown"


async def inner(make):
    try:
        await make()
    except KeyError as error:
        print("inner", repr(error), repr(error.__context__))
    print("inner sees", repr(sys.exception()))
    await make()
    print("inner sees", repr(sys.exception()))


async def agen(make):
    yield await inner(make)
    print("agen sees", repr(sys.exception()))


async def outer(make, function):
    try:
        raise ValueError
    except ValueError:
        if function is inner:
            await inner(make)
        else:
            async for item in agen(make):
                print("item", item)
        print("outer sees", repr(sys.exception()))


for make in Pause, Forwards:
    for function in inner, agen:
        for look in False, True:
            print(make.__name__, function.__name__, look)
            driven = outer(make, function)
            driven.send(None)
            if look:
                print(type(driven.cr_await).__name__)
            for error in KeyError(1), None, IndexError(2):
                try:
                    try:
                        raise OSError
                    except OSError:
                        print("gave", driven.send(None) if error is None else driven.throw(error))
                except BaseException as raised:
                    print(repr(raised), repr(raised.__context__))
