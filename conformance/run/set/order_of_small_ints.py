# Sets print in the order of CPython's hash table.
print({3, 1, 2}, {10, 9, 8}, {5, 1, 100, -1, 0}, set(range(10, 0, -1)), {8, 16, 24, 0}, {1000, 1, 33, 65})
print({2 ** 40, 7, 3}, {-1, -2, -3}, {1.5, 2, 0.5}, {True, 2, 0}, {None} , {2 ** 61, 1, 5, 2 ** 61 - 1})
s = set()
for i in (32, 5, 64, 1, 37, 96, 0, 2, 33, 128):
    s.add(i)
    print(s)
s.discard(5)
s.remove(64)
print(s, s.pop(), s)
s |= {7, 300, 8}
print(s, list(s), sorted(s), max(s))
