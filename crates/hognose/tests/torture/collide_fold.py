# Ints whose places in a table are one and whose hashes differ.
# ends: fuel or done or memory
table = {}
for i in range(60_000):
    table[i << 32 | i] = i
