# A list repeated beyond the limit at once.
# ends: memory or MemoryError
# limits: 4 64 512
data = [None] * 130_000_000
