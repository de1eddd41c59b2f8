# Many deletions and insertions keep insertion order.
d = {i: str(i) for i in range(20)}
for i in range(0, 20, 2):
    del d[i]
for i in (4, 0, 100):
    d[i] = "new"
print(d)
print(list(d.items())[-3:], next(iter(d)), next(reversed(d)), d.popitem(), d.popitem())
while len(d) > 3:
    d.pop(next(iter(d)))
print(d)
d.clear()
d["again"] = 1
print(d, len(d))
