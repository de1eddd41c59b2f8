# The repr of a list that holds one long string many times.
# ends: memory or MemoryError
# limits: 4 64
part = 'x' * 10_000
text = repr([part] * 80_000)
