# Iterators over iterators that never give anything.
# ends: fuel
import itertools
for item in filter(None, itertools.repeat(0)):
    pass
