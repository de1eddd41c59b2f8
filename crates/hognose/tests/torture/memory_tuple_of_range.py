# A tuple of a huge range.
# ends: memory or MemoryError
# limits: 4 64 512
data = tuple(range(10 ** 12))
