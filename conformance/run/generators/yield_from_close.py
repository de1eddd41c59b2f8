# GeneratorExit is given to the inner generator first.
def inner(mode):
    try:
        yield 1
    except GeneratorExit:
        print("inner exit")
        if mode == "return": return "swallowed"
        if mode == "raise": raise KeyError("from inner")
        raise
    finally:
        print("inner finally")

def outer(mode):
    try:
        result = yield from inner(mode)
        print("never", result)
    except GeneratorExit:
        print("outer exit")
        return "outer value"
    finally:
        print("outer finally")

for mode in ("reraise", "return", "raise"):
    o = outer(mode)
    next(o)
    try:
        print("closed", o.close())
    except KeyError as error:
        print(repr(error), repr(error.__context__))
o = outer("reraise")
next(o)
try:
    o.throw(GeneratorExit("thrown"))
except StopIteration as stop:
    print("stop", stop.value)
