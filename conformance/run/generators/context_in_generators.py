# Exceptions handled around a yield do not leak out, and outer ones do not leak in for good.
import sys
def g():
    try:
        raise ValueError("in generator")
    except ValueError:
        yield repr(sys.exception())
        try:
            yield repr(sys.exception())
        except KeyError as error:
            yield repr(error.__context__)

gen = g()
print(next(gen), sys.exception())
try:
    raise IndexError("outside")
except IndexError:
    print(next(gen), repr(sys.exception()))
    print(gen.throw(KeyError("thrown")), repr(sys.exception()))
def raises():
    yield
    raise TypeError("new")

r = raises()
next(r)
try:
    raise ValueError("handled by the caller")
except ValueError:
    try:
        next(r)
    except TypeError as error:
        print(repr(error.__context__))
