# Iterators hold their place; exhausted ones never wake up.
d = {1: "a", 2: "b"}
it = iter(d.items())
print(next(it))
d[1] = "changed"
d[2] = "seen"
print(next(it), next(it, "end"))
d[3] = "late"
print(next(it, "still ended"))
it = iter(d)
d.clear()
try:
    next(it)
except RuntimeError as error:
    print(error)
try:
    next(it)
except (RuntimeError, StopIteration) as error:
    print(type(error).__name__, error)
s = {1, 2}
it = iter(s)
next(it)
s.add(3)
for _ in range(2):
    try:
        next(it)
    except (RuntimeError, StopIteration) as error:
        print(type(error).__name__, error)
l = [1]
it = iter(l)
next(it)
l.append(2)
print(next(it), next(it, "end"))
l.append(3)
print(next(it, "ended for good"))
