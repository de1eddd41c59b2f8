class AttrDict(dict):
    __getattr__ = dict.get
    __setattr__ = dict.__setitem__
    __delattr__ = dict.__delitem__
d = AttrDict(a=1)
d.b = 2
print(d, d["b"] if "b" in d else "lost")
try: print(d.a, d.nope)
except AttributeError as e: print(e)
try: del d.a; print(d)
except AttributeError as e: print(e)
class S(str):
    __getitem__ = str.count
class N(int):
    __bool__ = int.is_integer
print(bool(N(0)))
try: print(S("aab")["a"])
except TypeError as e: print(e)
