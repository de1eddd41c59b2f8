# __setstate__ of an exception sets attributes, args among them.
e = Exception(42); e.__setstate__({"a": 1, "args": (1, 2)})
print(e.args, e.a)
