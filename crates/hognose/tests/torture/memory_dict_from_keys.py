# A dict of a huge range.
# ends: memory or MemoryError
data = dict.fromkeys(range(10 ** 12))
