# Adding after removing takes up freed places as CPython does, and pop goes on where it left off.
s = set([0, 32, 64, 5, 6, 7])
for item in (0, 32, 64):
    s.discard(item)
for item in (96, 128, 160):
    s.add(item)
    print(s)
s = set(range(20))
print([s.pop() for _ in range(5)], s)
s.add(0)
s.add(64)
print(s, s.pop(), s.pop())
a, b = set(range(0, 60, 3)), set(range(0, 60, 4))
print(a ^ b, a | b, a - b, b - a, a & b)
a -= b
a |= {100, 200, 300}
print(a, a.copy(), a.union([1, 2], (3,)), a.symmetric_difference(range(9)))
