# Keywords that are no strings are refused after all arguments are there; a repeated one goes before.
def f(**k): return k
def told(name, value):
    print("asked", name)
    return value
class S(str): pass
class M:
    def keys(self): return [2]
    def __getitem__(self, key): return key
for call in (lambda: f(**{1: 2}, **{1: 3}), lambda: f(**told("a", {1: 2}), **told("b", {"x": 1})), lambda: f(**M()), lambda: f(**M(), **{2: 1}),
             lambda: f(**{S("s"): 1}), lambda: f(**{S("s"): 1}, **{"s": 2}), lambda: int(**{1: 2}), lambda: f(**{None: 1}), lambda: f(**{(): 1}, **{(): 2}), lambda: f(x=1, **{2: 2}, **{"x": 3})):
    try: print(call())
    except TypeError as e: print(e)
