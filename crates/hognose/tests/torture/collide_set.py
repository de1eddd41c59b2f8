# Ints that collide in a set.
# ends: fuel or memory or done
step = (1 << 61) - 1
seen = set()
for i in range(5_000):
    seen.add(i * step)
