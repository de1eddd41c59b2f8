# import, from, as, inside functions and in conditions.
import math
import math as m, sys
from math import floor, ceil as up
from math import (sqrt,
                  pi,)
print(math is m, floor(2.7), up(2.1), sqrt(9), pi == math.pi, type(math).__name__, math.__name__)
def f():
    import math as local
    from math import trunc
    return local is math, trunc(-1.5), "trunc" in globals()

print(f())
if True:
    from math import factorial
print(factorial(5), sys.modules["math"] is math)
math.added = "attribute on a module"
print(m.added, getattr(math, "nope", "default"), hasattr(math, "pi"))
del math.added
for statement in ("import", "from", "attribute"):
    try:
        if statement == "import": import not_there
        elif statement == "from": from not_there import x
        else: math.nope
    except (ImportError, AttributeError) as error:
        print(type(error).__name__, error)
def shadow():
    math = "local"
    return math

print(shadow(), __name__)
