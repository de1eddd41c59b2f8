# erf and erfc to the last digit, on every piece of their definition.
import math
print(math.erfc(-1), math.erfc(2), math.erf(0.5), math.erfc(0.5), math.erf(-0.0), math.erf(1e-300), math.erfc(1e-20))
print(math.erf(math.inf), math.erfc(-math.inf), math.erfc(math.inf), math.erf(math.nan), math.erfc(27.2), math.erfc(28))
x = 0.12345; r = []
for i in range(40):
    x = (x * 1103.515245 + 0.12345) % 100 - 50
    r.append((math.erf(x / 15), math.erfc(x / 5)))
print(r)
