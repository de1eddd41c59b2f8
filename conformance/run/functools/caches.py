# lru_cache and cache: hits, misses, sizes, keys.
import functools
from functools import *

@lru_cache(maxsize=2)
def sq(x):
    """squares"""
    print('calc', x)
    return x * x
print(sq(2), sq(3), sq(2), sq(4), sq(3), sq.cache_info(), sq.__name__, sq.__doc__, sq.__wrapped__(1), sq.cache_parameters())
sq.cache_clear()
print(sq.cache_info())

@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(90), fib.cache_info())

@lru_cache
def k(*a, **kw):
    return (a, kw)
print(k(1), k(1.0), k(a=1), k(1), k.cache_info())

@lru_cache(typed=True)
def k2(x):
    return x
print(k2(1), k2(1.0), k2.cache_info())
try:
    k([])
except TypeError as e:
    print(e)
