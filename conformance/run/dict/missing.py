# A dict subclass may define __missing__; get and in do not use it.
class Default(dict):
    def __missing__(self, key):
        print("missing", key)
        if key == "bad":
            raise KeyError(key)
        self[key] = len(self)
        return self[key]

d = Default(a=1)
print(d["a"], d["b"], d["b"], d.get("c"), "c" in d, d, isinstance(d, dict))
try:
    d["bad"]
except KeyError as error:
    print(repr(error))
d["n"] += 5
print(d["n"], d.pop("zz", None), len(d), repr(d), type(d.copy()).__name__, d == dict(d))
