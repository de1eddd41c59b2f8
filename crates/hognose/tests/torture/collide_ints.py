# Ints that collide in a dict.
# ends: fuel or memory or done
table = {}
step = (1 << 61) - 1
for i in range(5_000):
    table[i * step] = i
