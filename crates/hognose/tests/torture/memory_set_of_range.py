# A set of a huge range.
# ends: memory or MemoryError
data = set(range(10 ** 12))
