# close() passes over a delegate whose `close` cannot be read, and says so; send() raises what the look-up raised.
import sys


class Broken:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def __getattr__(self, name):
        raise LookupError([name] * 3)


def delegates():
    try:
        yield from Broken()
    finally:
        print("left by", repr(sys.exception()))


sys.unraisablehook = lambda unraisable: print("unraisable", repr(unraisable.exc_value))
generator = delegates()
print(next(generator), generator.close())
generator = delegates()
next(generator)
try:
    generator.send(2)
except LookupError as error:
    print("raised", error, repr(error.__context__))
