# A bytearray is a mutable sequence of small ints.
a = bytearray(b"abc")
b = a
a.append(100)
a += b"ef"
a[0] = 90
a[1:3] = b"YYYY"
print(a, b is a, len(a), a[0], a[-2:], a == b"ZYYYYdef", bytes(a))
a.insert(0, 33)
a.extend([1, 2])
print(a.pop(), a.pop(0), a)
del a[::2]
a.reverse()
print(a, a.find(b"Y"), a.upper(), bytearray(3), bytearray("é", "utf-8"))
a.remove(100)
a.clear()
print(a, bool(a))
for case in (lambda: a.append(256), lambda: a.append("x"), lambda: a.pop(), lambda: hash(a), lambda: a.__setitem__(0, 1), lambda: a.remove(5), lambda: a.extend("ab"), lambda: a.extend([300])):
    try:
        print(case())
    except Exception as error:
        print(type(error).__name__, error)
