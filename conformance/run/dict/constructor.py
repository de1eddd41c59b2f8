# dict() from mappings, pairs and keywords; anything with keys() is a mapping.
class Keys:
    def keys(self):
        print("keys")
        return ["x", "y"]
    def __getitem__(self, key):
        print("getitem", key)
        return key * 2

print(dict(), dict(a=1), dict({"a": 1}, b=2), dict([("a", 1), "bc"]), dict(zip("ab", range(2))), dict({"a": 1}, a=2), dict((k, v) for k, v in [(1, 2)]))
print(dict(Keys()), {**Keys()}, dict(**Keys()))
d = {}
d.update(Keys(), z=1)
print(d)
a = {"k": [1]}
b = dict(a)
b["k"].append(2)
b["l"] = 0
print(a, b)
