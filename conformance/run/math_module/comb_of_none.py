# math.comb has no default for k.
import math
for n in (0, 7, -7):
    try: print(math.comb(n, None))
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
