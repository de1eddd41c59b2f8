# gc.collect returns an int; enable, disable and isenabled.
import gc
class Node:
    def __init__(self): self.me = self

for _ in range(100):
    Node()
print(type(gc.collect()).__name__, gc.collect() >= 0, gc.isenabled())
gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.isenabled())
keep = [Node() for _ in range(3)]
cycle = []
cycle.append(cycle)
del cycle
gc.collect()
print(len(keep), all(n.me is n for n in keep))
