# Many strings, all kept.
# ends: memory
kept = []
while True:
    kept.append('x' * 1000)
