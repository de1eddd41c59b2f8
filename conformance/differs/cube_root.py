"""math.cbrt gives the double next to the true cube root; CPython gives what its C library has, which may be the one beside.

Reason: the cube root of older versions of glibc is off by one in the last digit for almost half of all numbers.
"""
import math

print(math.cbrt(2), math.cbrt(5), math.cbrt(27), math.cbrt(-0.001))
