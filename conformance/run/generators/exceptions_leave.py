# An exception from the body finishes the generator; StopIteration becomes RuntimeError.
def fails():
    yield 1
    raise ValueError("body")

f = fails()
print(next(f))
try:
    next(f)
except ValueError as error:
    print(error)
print(next(f, "finished"), f.gi_frame)
def stops():
    yield 1
    raise StopIteration("x")

s = stops()
next(s)
try:
    next(s)
except RuntimeError as error:
    print(error, repr(error.__cause__))
def catches():
    try:
        yield 1
    except StopIteration:
        yield "caught StopIteration"

c = catches()
next(c)
print(c.throw(StopIteration))
try:
    stops().throw(StopIteration("thrown before the start"))
except StopIteration as error:
    print(repr(error))
started = stops()
next(started)
try:
    started.throw(StopIteration("thrown in"))
except RuntimeError as error:
    print(error, repr(error.__cause__))
def exits():
    yield 1
    raise GeneratorExit("own")

e = exits()
next(e)
try:
    next(e)
except GeneratorExit as error:
    print(repr(error))
