# yield from passes values, sends, throws and the return value.
def inner():
    try:
        received = yield "inner 1"
        print("inner received", received)
        yield "inner 2"
    except ValueError as error:
        print("inner caught", error)
        yield "inner recovered"
    return "inner result"

def outer():
    result = yield from inner()
    print("result", result)
    final = yield from [10, 20]
    print("final", final)
    return "outer result"

def drain(gen):
    try:
        while True: print(next(gen))
    except StopIteration as stop:
        print("stop", stop.value)

o = outer()
print(next(o), o.send("hello"))
drain(o)
o = outer()
next(o)
print(o.gi_yieldfrom.__name__, o.throw(ValueError("v")))
drain(o)
def levels(n):
    if n:
        return (yield from levels(n - 1)) + 1
    got = yield "deep"
    return got

l = levels(5)
print(next(l))
try:
    l.send(100)
except StopIteration as stop:
    print(stop.value)
