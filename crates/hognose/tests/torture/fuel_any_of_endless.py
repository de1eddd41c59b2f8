# A built-in that consumes an endless iterator.
# ends: fuel
import itertools
any(map(bool, itertools.repeat(0)))
