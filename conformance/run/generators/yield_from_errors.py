# yield from things without send, throw or an iterator.
def outer(thing):
    yield from thing

for thing in (5, None, 1.5):
    try:
        next(outer(thing))
    except TypeError as error:
        print(error)
o = outer([1, 2, 3])
print(next(o))
try:
    o.send("value")
except AttributeError as error:
    print(error)
print(next(o, "dead"))
o = outer(iter("ab"))
next(o)
try:
    o.throw(ValueError("into a plain iterator"))
except ValueError as error:
    print(error)
class It:
    def __iter__(self): return self
    def __next__(self): return "next"
    def send(self, v): return f"send {v}"
    def throw(self, *a): return f"throw {a}"
    def close(self): print("close called")

o = outer(It())
print(next(o), o.send(1), o.send(None), o.throw(KeyError("k")))
print(o.close())
class Bad:
    def __iter__(self): raise ValueError("iter failed")

try:
    next(outer(Bad()))
except ValueError as error:
    print(error)
