# Resizing and deletion change the order as in CPython.
s = {i * 7 % 31 for i in range(31)}
print(s)
s = set()
for i in range(60):
    s.add(i * 37 % 1009)
print(s)
for i in range(0, 60, 3):
    s.discard(i * 37 % 1009)
print(s)
s.add(5)
s.add(1 << 20)
print(s)
print(set(list(s)), s.copy(), s | set(), frozenset(s))
print([s.pop() for _ in range(5)], s)
