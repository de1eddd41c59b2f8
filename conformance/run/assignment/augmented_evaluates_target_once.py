# obj[key] += value evaluates obj and key once: get, compute, set.
class Traced:
    def __getitem__(self, key):
        print("get", key)
        return 10
    def __setitem__(self, key, value):
        print("set", key, value)
    def __getattr__(self, name):
        print("getattr", name)
        return 20
    def __setattr__(self, name, value):
        print("setattr", name, value)

def obj():
    print("obj")
    return Traced()

def key():
    print("key")
    return "k"

def value():
    print("value")
    return 1

obj()[key()] += value()
obj().attr -= value()
obj()[key():] *= 2
obj()[key(), 1] //= 3
