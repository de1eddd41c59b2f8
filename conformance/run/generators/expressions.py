# Generator expressions: laziness, first iterable evaluated at once, scoping.
def source():
    print("source called")
    return [1, 2, 3]

g = (x * 10 for x in source() if x != 2)
print("created")
print(list(g), list(g))
try:
    (x for x in 5)
except TypeError as error:
    print(error)
late = (y for x in [1] for y in undefined)
try:
    next(late)
except NameError as error:
    print(error)
n = 1
h = (n for _ in range(2))
n = 2
print(list(h))
data = [1, 2, 3]
filtered = (x for x in data if x in data)
data = [2]
print(list(filtered))
print(sum(x for x in range(5)), max((len(w) for w in "a bb c".split()), default=0), dict((k, v) for k, v in zip("ab", [1, 2])), sorted(-x for x in range(3)), type(g).__name__, g.__name__)
nested = ((i, j) for i in range(3) for j in range(i) if (i + j) % 2)
print(next(nested), list(nested))
closures = list(lambda: x for x in range(3))
print([c() for c in closures])
