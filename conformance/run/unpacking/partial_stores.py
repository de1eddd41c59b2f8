# Targets are stored left to right only after the whole value was unpacked.
a = b = "old"
try:
    a, b = [1]
except ValueError:
    print(a, b)
class Store:
    def __setattr__(self, name, value):
        print("set", name, value)
        if name == "bad":
            raise AttributeError(name)

s = Store()
try:
    s.x, s.bad, s.y = 1, 2, 3
except AttributeError as error:
    print(error)
items = [0, 0, 0]
i = 0
i, items[i] = 2, "two"
print(i, items)
items[0], i = "zero", 0
print(i, items)
(s.p, (s.q, *s.r)) = 1, (2, 3, 4)
x = x2 = [1, 2, 3]
try:
    x, x[1] = x[0], "never stored"
except TypeError as error:
    print(error, x, x2)
