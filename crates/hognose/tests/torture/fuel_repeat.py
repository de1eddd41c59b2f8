# A loop over an endless iterator.
# ends: fuel
import itertools
for item in itertools.repeat(None):
    pass
