# Contexts of exceptions inside async generators, and sys.exception per frame.
import sys
async def g():
    try:
        yield repr(sys.exception())
        yield repr(sys.exception())
    except KeyError as error:
        yield repr(error.__context__), repr(sys.exception())
    yield repr(sys.exception())

async def main():
    a = g()
    print(await anext(a))
    try:
        raise ValueError("outer")
    except ValueError:
        print(await anext(a), repr(sys.exception()))
        print(await a.athrow(KeyError("thrown")), repr(sys.exception()))
        print(await anext(a))
    print(sys.exception())
    b = g()
    await anext(b)
    try:
        try:
            raise ValueError("handled")
        except ValueError:
            await b.athrow(IndexError("not caught"))
    except IndexError as error:
        print(repr(error), repr(error.__context__))

try:
    main().send(None)
except StopIteration:
    print("done")
