# A for loop reads the list's length anew each turn.
a = [1, 2, 3, 4, 5, 6]
for x in a:
    if x % 2 == 0:
        a.remove(x)
print(a)
b = [1]
for x in b:
    if len(b) < 5:
        b.append(x + 1)
print(b)
c = [1, 2, 3]
iterator = iter(c)
print(next(iterator))
c.clear()
print(list(iterator))
c.append(4)
print(list(iterator))
d = [1, 2, 3, 4]
for i, x in enumerate(d):
    del d[0]
    print(i, x, d)
e = [3, 2, 1]
r = reversed(e)
e.pop()
print(list(r))
