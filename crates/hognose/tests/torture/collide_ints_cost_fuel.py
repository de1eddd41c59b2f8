# Ints with one hash in a dict: each lookup pays for the keys that it looks at.
# ends: fuel or memory
table = {}
step = (1 << 61) - 1
for i in range(50_000):
    table[i * step] = i
