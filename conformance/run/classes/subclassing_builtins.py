# Subclasses of list, dict, str and tuple with extra behaviour.
class Stack(list):
    def push(self, x):
        self.append(x)
        return self
    def __getitem__(self, i):
        return ("item", super().__getitem__(i))
    def __len__(self):
        return 100 + super().__len__()

s = Stack([1]).push(2)
print(s, len(s), s[0], [*s], s == [1, 2], isinstance(s, list), s + [3], type(s + [3]).__name__, type(s[:1]), bool(Stack()), sorted(s))
class Point(tuple):
    def __new__(cls, x, y):
        return super().__new__(cls, (x, y))
    @property
    def x(self): return self[0]

p = Point(1, 2)
a, b = p
print(p, p.x, a, b, p == (1, 2), hash(p) == hash((1, 2)), type(p + (3,)).__name__)
class Lower(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)

d = Lower(A=1)
d["B"] = 2
d.update(C=3)
d.setdefault("D", 4)
print(d, {**d}, d | {"E": 5}, type(d | {}).__name__, Lower.fromkeys(["X"]))
class Name(str):
    def __new__(cls, value):
        return super().__new__(cls, value.strip())
    def __eq__(self, other):
        return str(self).lower() == str(other).lower()
    __hash__ = str.__hash__

n = Name("  Bob ")
print(n, len(n), n == "BOB", "BOB" == n, n != "bob", n.upper(), type(n.upper()).__name__)
