# A power of many digits.
# ends: memory or MemoryError
# limits: 4 64 512
n = 10 ** 3_000_000_000
