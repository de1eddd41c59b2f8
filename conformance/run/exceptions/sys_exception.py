# sys.exception() and sys.exc_info() follow the handler's nesting and are per frame.
import sys
def current():
    return repr(sys.exception()), sys.exc_info()[0]

print(current(), sys.exc_info())
try:
    raise ValueError("outer")
except ValueError:
    print(current())
    try:
        raise KeyError("inner")
    except KeyError:
        print(current())
    print(current())
    def generator():
        yield current()
        try:
            raise IndexError("gen")
        except IndexError:
            yield current()
        yield current()
    g = generator()
    print(next(g), next(g))
    print(current())
print(next(g), current())
try:
    pass
finally:
    print(current())
for x in [1]:
    try:
        raise TypeError("t")
    except TypeError:
        break
print(current())
try:
    try:
        raise ValueError("f")
    finally:
        print(current())
except ValueError as error:
    print(sys.exc_info()[1] is error, sys.exception() is error, sys.exc_info()[2] is error.__traceback__)
