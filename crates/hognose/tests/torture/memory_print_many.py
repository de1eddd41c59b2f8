# print() of many references to one long string.
# ends: memory or MemoryError or output
# limits: 4 64
part = 'x' * 10_000
print(*[part] * 80_000)
