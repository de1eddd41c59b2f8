# An int shifted beyond the limit.
# ends: memory or MemoryError
# limits: 4 64 512
n = 1 << 8_000_000_000
