# setrecursionlimit takes effect; wrong values are refused.
import sys
def depth(n):
    try:
        return depth(n + 1)
    except RecursionError:
        return n

old = sys.getrecursionlimit()
first = depth(0)
sys.setrecursionlimit(300)
second = depth(0)
print(sys.getrecursionlimit(), old, second < 300 < first < 1000, second > 250)
sys.setrecursionlimit(old)
print(depth(0) == first)
for bad in (0, -5, "a", 1.5):
    try:
        sys.setrecursionlimit(bad)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
