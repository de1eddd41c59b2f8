# A huge range unpacked.
# ends: memory or MemoryError
# limits: 4 64 512
first, *rest = range(10 ** 12)
