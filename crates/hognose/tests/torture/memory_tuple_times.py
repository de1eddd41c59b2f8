# A tuple repeated beyond the limit at once.
# ends: memory or MemoryError
# limits: 4 64 512
data = (1, 2) * 66_000_000
