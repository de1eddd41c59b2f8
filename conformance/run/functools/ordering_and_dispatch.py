# total_ordering, cmp_to_key and singledispatch.
import functools
from functools import *

@total_ordering
class T:

    def __init__(self, x):
        self.x = x

    def __eq__(self, o):
        return self.x == o.x

    def __lt__(self, o):
        return self.x < o.x
print(T(1) <= T(1), T(2) > T(1), T(1) >= T(2), T(1) < T(2))
try:
    total_ordering(type('E', (), {}))
except ValueError as e:
    print(e)
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))

@singledispatch
def show(x):
    return 'object'

@show.register
def _(x: int | float):
    return 'number'

@show.register(list)
def _(x):
    return 'list'
show.register(type(None), lambda x: 'none')
print(show(1), show(2.5), show([]), show(None), show('a'), show(True), show.dispatch(list).__name__, sorted((t.__name__ for t in show.registry)))
