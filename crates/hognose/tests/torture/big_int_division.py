# Divisions of large numbers.
# ends: fuel or memory or MemoryError
# limits: 4 64
n = 1 << 4_000_000
m = (1 << 2_000_000) + 1
while True:
    n // m
