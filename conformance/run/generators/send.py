# send delivers a value into the yield expression; the first must be None.
def accumulate():
    total = 0
    while True:
        received = yield total
        print("received", received)
        if received is None:
            return total
        total += received

a = accumulate()
try:
    a.send(1)
except TypeError as error:
    print(error)
print(a.send(None), a.send(5), a.send(7))
try:
    next(a)
except StopIteration as stop:
    print("total", stop.value)
try:
    a.send(1)
except StopIteration as stop:
    print("exhausted", stop.value)
def echo():
    x = yield
    while x != "end":
        x = yield x, [(yield "inner")], f"{yield 'fstring'}"
e = echo()
print(next(e), e.send("a"), e.send("b"), e.send("c"), e.send("d"), e.send("e"))
for bad in ((), (1, 2)):
    try:
        e.send(*bad)
    except TypeError as error:
        print(error)
