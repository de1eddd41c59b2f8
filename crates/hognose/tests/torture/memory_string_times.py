# A string repeated beyond the limit at once.
# ends: memory or MemoryError
# limits: 4 64 512
text = 'x' * 1_000_000_000
