# Lists of a thousand items in a chain, the worst for a marker.
# ends: memory
node = None
while True:
    node = [[] for _ in range(50)] + [node]
