# A power modulo a large number.
# ends: fuel or MemoryError or memory
# limits: 4 64
n = (1 << 2_000_000) - 1
while True:
    pow(3, n, n - 2)
