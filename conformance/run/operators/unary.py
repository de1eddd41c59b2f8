# __neg__, __pos__, __invert__, __abs__, __round__ and conversions.
class N:
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "invert"
    def __abs__(self): return "abs"
    def __round__(self, digits="none"): return f"round {digits}"
    def __int__(self): return 7
    def __float__(self): return 2.5
    def __index__(self): return 3
    def __len__(self): return 4
    def __hash__(self): return 11
    def __bytes__(self): return b"bytes"
    def __format__(self, spec): return f"format[{spec}]"
    def __trunc__(self): return "trunc"
    def __ceil__(self): return "ceil"
    def __floor__(self): return "floor"
    def __reversed__(self): return "reversed"
    def __dir__(self): return ["z", "a"]

import math
n = N()
print(-n, +n, ~n, abs(n), round(n), round(n, 2), round(n, None), int(n), float(n), [0, 1, 2, "three"][n], len(n), hash(n))
print(bytes(n), f"{n}", f"{n:x}", format(n, "spec"), math.trunc(n), math.ceil(n), math.floor(n), reversed(n), dir(n), bin(n), range(n), "ab" * n, math.sqrt(n))
