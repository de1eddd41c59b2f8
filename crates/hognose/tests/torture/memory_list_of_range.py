# A list of a huge range.
# ends: memory or MemoryError
# limits: 4 64 512
data = list(range(10 ** 12))
