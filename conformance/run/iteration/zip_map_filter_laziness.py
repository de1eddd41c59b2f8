# map, filter, zip and enumerate pull items only when asked.
def source(name, n):
    for i in range(n):
        print(f"{name}{i}", end=" ")
        yield i

m = map(lambda x: x * 10, source("m", 3))
print("made")
print(next(m), next(m))
z = zip(source("a", 2), source("b", 5))
print(list(z))
z = zip(source("c", 5), source("d", 2))
print(list(z))
f = filter(lambda x: x % 2, source("f", 4))
print(next(f))
e = enumerate(source("e", 2), 10)
print(next(e), list(e))
print(any(x > 0 for x in source("any", 5)), all(x < 1 for x in source("all", 5)))
chained = map(str, filter(None, map(lambda x: x - 1, source("x", 3))))
print(next(chained), list(chained))
