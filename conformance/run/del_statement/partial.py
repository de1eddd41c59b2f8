# Targets are deleted left to right; those before a failing one are gone.
a, b = 1, 2
try:
    del a, undefined, b
except NameError as error:
    print(error)
print("a" in globals(), b)
class T:
    def __delattr__(self, name): print("delattr", name)
    def __delitem__(self, key): print("delitem", key)
    def __getitem__(self, key):
        print("getitem", key)
        return self

t = T()
def key(k):
    print("key", k)
    return k

del t[key(1)][key(2)], t.x, t[key(3)].y, t[:]
for i in range(3):
    del i
print("i" in globals())
l = [1, 2, 3, 4, 5]
for index in reversed(range(len(l))):
    if l[index] % 2:
        del l[index]
print(l)
