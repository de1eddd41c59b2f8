# A float is its own value where a float is asked for, whatever __float__ its class defines; float() asks.
import math
class F(float):
    def __float__(self): return 1.5
print("%f" % F(2), "%d" % F(2), math.sqrt(F(4)), float(F(2)), math.fsum([F(2), F(3)]))
