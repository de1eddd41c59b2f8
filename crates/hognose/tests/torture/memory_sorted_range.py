# A sorted huge range.
# ends: memory or MemoryError
# limits: 4 64 512
data = sorted(range(10 ** 12))
