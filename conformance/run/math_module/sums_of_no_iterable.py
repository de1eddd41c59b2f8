# What the sums of math say of what cannot be iterated over.
import math
for f in (lambda: math.fsum(5), lambda: math.sumprod(1, 2)):
    try: f()
    except TypeError as e: print(e)
