# A list that contains itself prints [...]; shared but not recursive parts print in full.
a = [1]
a.append(a)
print(a, len(a), a[1][1][0], a[1] is a)
b = [[], []]
b[0].append(b[1])
print(b)
d = {"self": None}
d["self"] = d
d["list"] = [d]
print(d)
t = ([],)
t[0].append(t)
print(t)
s = [0]
print([s, s], (s, s), {"a": s, "b": s})
print([[], [[]], ((),), {}, set(), [None, True, 1.0, "s", b"b"]])
try:
    print(a == a, [a] == [a])
    c = [1]
    c.append(c)
    print(a == c)
except RecursionError as error:
    print(type(error).__name__)
