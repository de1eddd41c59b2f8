# A set that grows without end.
# ends: memory
seen = set()
i = 0
while True:
    seen.add(i)
    i += 1
