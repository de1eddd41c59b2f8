# += extends in place with any iterable, + does not; a tuple holding a list is the trap.
a = b = [1]
a += (2, 3)
a += "xy"
print(a, b is a)
a = a + [4]
print(a is b, b)
a *= 2
print(a)
t = ([1], 2)
try:
    t[0] += [5]
except TypeError as error:
    print(error)
print(t)
try:
    a += 5
except TypeError as error:
    print(error)
try:
    a = a + (1,)
except TypeError as error:
    print(error)
c = [1, 2]
c += c
print(c)
c.extend(c)
print(c)
c[1:2] += [9, 9]
print(c)
