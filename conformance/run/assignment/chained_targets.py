# The value is evaluated first, then targets from left to right.
def target(name):
    print("target", name)
    return store

class Store(dict):
    def __setitem__(self, key, value):
        print("store", key, value)
    def __setattr__(self, key, value):
        print("setattr", key, value)

store = Store()
def value():
    print("value")
    return 1

def key(k):
    print("key", k)
    return k

target("a")[key("k1")] = target("b").attribute = target("c")[key("k2")] = value()
x = y = z = []
x.append(1)
print(x, y is z)
i = [0, 1, 2]
j = i[j] = 2 if (j := 1) else 0
print(i, j)
a = a2 = [5, 6]
a[:], b = a = [[7, 8], 9]
print(a, b, a2)
