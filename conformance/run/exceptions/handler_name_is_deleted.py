# The name after `as` is unbound when the handler ends, however it ends.
e = "before"
try:
    raise ValueError("x")
except ValueError as e:
    print(e)
try:
    print(e)
except NameError as error:
    print(error)
def f():
    for i in range(2):
        try:
            raise KeyError(i)
        except KeyError as caught:
            if i == 0:
                continue
            caught = "rebound"
            print(caught)
    try:
        return caught
    except UnboundLocalError as error:
        return str(error)

print(f())
def g():
    try:
        raise ValueError("g")
    except ValueError as v:
        del v
    return "fine"

print(g())
def h():
    try:
        1 / 0
    except ZeroDivisionError as z:
        return lambda: z

try:
    h()()
except NameError as error:
    print(error)
kept = None
try:
    raise ValueError("kept")
except ValueError as v:
    kept = v
print(repr(kept), "v" in globals())
