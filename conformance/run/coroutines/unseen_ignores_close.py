# A coroutine that was made in an await and ignores that it is closed is finalised when the one that awaits it goes on.
import sys


class Pause:
    def __await__(self):
        yield "pause"


async def stubborn(times):
    for number in range(times):
        try:
            await Pause()
        except GeneratorExit as error:
            print("stubborn", number, repr(error.__context__), repr(sys.exception()))
    print("stubborn ends")


async def middle(times):
    try:
        return await stubborn(times)
    except BaseException as error:
        print("middle", repr(error))
        raise


async def handles(times):
    try:
        raise KeyError
    except KeyError:
        return await stubborn(times)


async def outer(times, inner):
    try:
        return await inner(times)
    finally:
        print("outer")


for times in 1, 2, 3:
    for how in "close", "throw":
        for inner in middle, handles:
            print(times, how, inner.__name__)
            driven = outer(times, inner)
            driven.send(None)
            try:
                print(driven.close() if how == "close" else driven.throw(GeneratorExit))
            except BaseException as error:
                print(repr(error), repr(error.__context__))
