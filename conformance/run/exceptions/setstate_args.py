# __setstate__ of an exception sets attributes, `args` among them.
e = ValueError(42)
e.__setstate__({"a": 1, "args": (1, 2)})
print(e.args, e.a, vars(e), repr(e))
e.__setstate__(None)
for state in {"args": 5}, 3:
    try:
        e.__setstate__(state)
    except TypeError as error:
        print(error)
