# A lookup compares hashes first, then identity, then __eq__.
class Key:
    def __init__(self, name, hash_value):
        self.name, self.hash_value = name, hash_value
    def __hash__(self):
        print("hash", self.name)
        return self.hash_value
    def __eq__(self, other):
        print("eq", self.name, getattr(other, "name", other))
        return isinstance(other, Key) and self.name == other.name
    def __repr__(self):
        return self.name

a, b = Key("a", 1), Key("b", 1)
d = {a: 1}
d[b] = 2
print(d[a])
print(d.get(Key("a", 1)))
print(d.get(Key("c", 2)))
print(d.get(1))
d[Key("a", 1)] = 3
print(d)
print(d == {b: 2, a: 3})
