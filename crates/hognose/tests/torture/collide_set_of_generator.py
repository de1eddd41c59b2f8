# Ints with one hash in a set that a built-in makes.
# ends: fuel
step = (1 << 61) - 1
items = set(i * step for i in range(50_000))
