# A generator that is finalised because an exception leaves its loop does not see that exception: it is under way, not handled.
import sys


def chain(error):
    names = []
    while error is not None and len(names) < 9:
        names.append(type(error).__name__)
        error = error.__context__
    return " < ".join(names)


def swallows():
    try:
        try:
            yield 1
        except BaseException as error:
            print("got", chain(error))
    finally:
        print("finally", chain(sys.exception()))


def fails():
    try:
        yield 1
    finally:
        try:
            raise KeyError
        except KeyError as error:
            print("fails", chain(error))


def leave(make):
    for x in make():
        raise ValueError


async def leave_async(make):
    for x in make():
        raise ValueError


def drive(make):
    try:
        leave_async(make).send(None)
    except ValueError as error:
        print("left", chain(error))
        raise


for make in swallows, fails:
    for function in leave, drive:
        try:
            function(make)
        except ValueError as error:
            print(chain(error))
        try:
            try:
                raise OSError
            except OSError:
                function(make)
        except ValueError as error:
            print(chain(error))
