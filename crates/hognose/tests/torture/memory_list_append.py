# A list that grows without end.
# ends: memory
kept = []
while True:
    kept.append(0)
