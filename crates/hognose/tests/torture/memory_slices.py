# Slices, all kept.
# ends: memory
data = list(range(1000))
kept = []
while True:
    kept.append(data[:])
