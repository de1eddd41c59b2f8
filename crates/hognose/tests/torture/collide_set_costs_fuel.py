# Ints with one hash in a set.
# ends: fuel
step = (1 << 61) - 1
items = set()
for i in range(50_000):
    items.add(i * step)
