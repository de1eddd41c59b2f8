# A sort key that keeps memory.
# ends: memory
kept = []
def key(item):
    while True:
        kept.append('x' * 1000)

sorted([2, 1], key=key)
