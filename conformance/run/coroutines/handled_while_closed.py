# What is closed inside a suspended frame does not see what that frame handles: the frame does not run meanwhile.
import sys


def chain(error):
    names = []
    while error is not None:
        names.append(type(error).__name__)
        error = error.__context__
    return " < ".join(names)


class Inner:
    def __await__(self):
        try:
            yield 1
        except BaseException as error:
            print("inner", chain(error))
            raise
        finally:
            print("finally", chain(sys.exception()))


class Closing:
    def __await__(self):
        return self

    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def close(self):
        print("close", chain(sys.exception()))
        raise OSError


async def handles(make):
    try:
        raise KeyError
    except KeyError:
        try:
            await make()
        except BaseException as error:
            print("outer", chain(error))
            raise


async def around(make):
    try:
        raise TypeError
    except TypeError:
        return await handles(make)


for make in Inner, Closing:
    for function in handles, around:
        for look in False, True:
            for end in "close", "throw":
                print(make.__name__, function.__name__, look, end)
                driven = function(make)
                driven.send(None)
                if look:
                    print(type(driven.cr_await).__name__)
                try:
                    try:
                        raise IndexError
                    except IndexError:
                        print(driven.close() if end == "close" else driven.throw(GeneratorExit))
                except BaseException as error:
                    print(chain(error))
