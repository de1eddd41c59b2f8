# The depth that setrecursionlimit refuses to go below counts the frames that a traceback would show.
import sys
import time


def attempt(call, *args):
    try: print(call(*args))
    except (RecursionError, OverflowError, ValueError) as error: print(type(error).__name__, error)


def lower(): sys.setrecursionlimit(1)


def deep(n): return deep(n - 1) if n else sys.setrecursionlimit(3)


class Key:
    def __init__(self): attempt(sys.setrecursionlimit, 1)
    def __lt__(self, other): attempt(sys.setrecursionlimit, 1)
    def __repr__(self): return str(attempt(sys.setrecursionlimit, 1))


def steps():
    attempt(sys.setrecursionlimit, 1)
    yield


try: sys.setrecursionlimit(1)
except RecursionError as error: print(error)
attempt(lower)
attempt(deep, 4)
sorted([Key(), Key()])
repr(Key())
list(map(lambda x: Key(), [1]))
list(steps())
for number in (2**31, 2**63, -2**31 - 1, -2**63 - 1, 0):
    attempt(sys.setrecursionlimit, number)
for number in (2**62, 2**63, -2**64, 1e19, 1e30, -1e30, float("inf")):
    attempt(time.sleep, number)
