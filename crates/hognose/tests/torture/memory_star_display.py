# A display with a huge range spread in it.
# ends: memory or MemoryError
# limits: 4 64 512
data = [*range(10 ** 12)]
