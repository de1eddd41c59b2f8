# Iterators, all kept.
# ends: memory
kept = []
while True:
    kept.append(iter(kept))
