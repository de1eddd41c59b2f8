# Ints with one hash, made by the methods of a dict.
# ends: fuel
step = (1 << 61) - 1
table = {}
table.update((i * step, None) for i in range(50_000))
