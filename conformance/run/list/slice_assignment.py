# Assigning to and deleting slices, plain and extended.
a = list(range(10))
a[2:5] = ["x"]
print(a)
a[1:1] = [100, 200]
print(a)
a[-2:] = []
a[:0] = "ab"
print(a)
a[::2] = [0] * len(a[::2])
print(a)
a[5:2] = ["ins"]
print(a)
del a[1::3], a[:1]
print(a)
a[:] = a
a[1:3] = a
print(a)
a[::-1] = list(range(len(a)))
print(a)
del a[::-2]
print(a)
for case in (lambda: a.__setitem__(slice(None, None, 2), [1]), lambda: a.__setitem__(slice(0, 1), 5), lambda: a.__setitem__(slice(None, None, 0), []), lambda: a.__setitem__(slice("a", None), []), lambda: a.__setitem__(slice(None, None, -1), [1, 2]), lambda: a.__setitem__(slice(0, 2, 2), 3)):
    try:
        case()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(a)
