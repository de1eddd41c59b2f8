# `yield from f()` with a call of a generator function: what the inner generator is to those who look, and how it ends.
import inspect


def inner(name):
    try:
        got = yield name
        while got is not None:
            got = yield got * 2
    except KeyError as error:
        yield f"caught {error!r}"
    finally:
        print("inner ends", name)
    return name.upper()


def outer(*names):
    for name in names:
        result = yield from inner(name)
        print("result", result)


g = outer("a", "b", "c")
print(next(g), g.gi_yieldfrom.__name__, inspect.getgeneratorstate(g.gi_yieldfrom))
print(g.send(4), g.send(5))
held = g.gi_yieldfrom
print(next(g), held.gi_frame, held is g.gi_yieldfrom)
print(g.throw(KeyError("k")))
print(next(g))
g.close()
print(g.gi_yieldfrom)
