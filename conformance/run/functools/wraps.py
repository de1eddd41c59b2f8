# wraps copies what names a function.
import functools
from functools import *

def deco(f):

    @wraps(f)
    def inner(*a, **k):
        """inner doc"""
        return f(*a, **k)
    return inner

@deco
def named(a: int) -> str:
    """named doc"""
    return a
named2 = deco(named)
print(named.__name__, named.__doc__, named.__qualname__, named.__module__, named.__wrapped__(3), named.__annotations__, named2.__wrapped__ is named)
print(WRAPPER_ASSIGNMENTS, WRAPPER_UPDATES, type(partial(print)), type(cache(print)))
