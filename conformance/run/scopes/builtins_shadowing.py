# Built-in names may be shadowed at any level and come back after deletion.
print(len("abc"))
len = lambda x: "shadowed"
print(len("abc"))
del len
print(len("abc"))
def f(list):
    return [list, max(1, 2)]

print(f(5))
def g():
    print = [].append
    return print(1)

print(g())
class str:
    def __init__(self, x):
        self.x = x

print(str(5).x, type("a").__name__)
del str
print(str(5))
for range in range(3):
    pass
print(range)
del range
print(range(2))
def loop():
    total = 0
    for i in range(3):
        total += i
    return total

print(loop())
range = lambda n: [10, 20]
print(loop())
