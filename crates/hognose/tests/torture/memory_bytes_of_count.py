# Zero bytes beyond the limit.
# ends: memory or MemoryError
# limits: 4 64 512
data = bytes(900_000_000)
