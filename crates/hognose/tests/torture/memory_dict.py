# A dict that grows without end.
# ends: memory
table = {}
i = 0
while True:
    table[i] = i
    i += 1
