# A join of many references to one string.
# ends: memory or MemoryError
# limits: 4 64 512
part = 'x' * 10_000
text = ''.join([part] * 80_000)
