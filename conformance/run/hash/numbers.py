# Hashes of numbers are CPython's, equal numbers hash alike.
for value in (0, 1, -1, -2, 2 ** 31, 2 ** 61 - 2, 2 ** 61 - 1, 2 ** 61, 2 ** 61 + 5, -(2 ** 61), 2 ** 100, -(2 ** 64), True, 0.5, -0.5, 1.5, 1e300, -0.0, 3.0, 0.1, 5e-324, float("inf"), float("-inf")):
    print(value, hash(value))
print(hash(2 ** 53) == hash(float(2 ** 53)), hash(1) == hash(1.0) == hash(True), hash(-1) == hash(-2))
