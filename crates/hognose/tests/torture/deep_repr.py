# The repr of a deep list.
# ends: RecursionError
node = []
for _ in range(20_000):
    node = [node]
repr(node)
