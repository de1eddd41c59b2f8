# A deep chain that is given up.
# ends: done
import gc

class Node:
    pass

for kind in range(3):
    node = None
    for _ in range(5_000):
        node = [node] if kind == 0 else (node,) if kind == 1 else {0: node}
    node = None
    gc.collect()
