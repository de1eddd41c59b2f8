# throw raises at the yield; it may be caught, answered, or leave the generator.
def g():
    while True:
        try:
            value = yield "ready"
            print("value", value)
        except ValueError as error:
            print("caught", repr(error))
            yield "answered"
        finally:
            print("finally")

gen = g()
print(next(gen))
print(gen.throw(ValueError("a")))
print(next(gen))
print(gen.throw(ValueError))
print(gen.send(1))
try:
    gen.throw(KeyError("k"))
except KeyError as error:
    print("left", error)
print(next(gen, "finished"))
try:
    gen.throw(IndexError("on finished"))
except IndexError as error:
    print(error)
fresh = g()
try:
    fresh.throw(TypeError("before start"))
except TypeError as error:
    print(error)
print(list(fresh))
for bad in (5, "x", None, object):
    try:
        g().throw(bad)
    except TypeError as error:
        print(error)
try:
    next(g().throw())
except TypeError as error:
    print(error)
