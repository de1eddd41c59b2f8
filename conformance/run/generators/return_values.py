# The value of StopIteration, also for tuples and exceptions.
def g(value):
    return value
    yield

for value in (None, 5, (1, 2), (), [1], StopIteration("nested"), ValueError("v")):
    try:
        next(g(value))
    except StopIteration as stop:
        print(repr(stop.value), stop.args == (() if value is None else (value,)))
    def outer():
        result = yield from g(value)
        print("delegated", repr(result))
    list(outer())
def without_return():
    yield

w = without_return()
next(w)
try:
    next(w)
except StopIteration as stop:
    print(stop.args, stop.value)
def early(n):
    yield 1
    if n: return "early"
    yield 2

print(list(early(0)), list(early(1)))
