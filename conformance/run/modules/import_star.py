# A star import copies the public names of a module.
from math import *

print(floor(2.5), gcd(12, 18), pi > 3, "sqrt" in globals(), "__name__" in globals(), __name__)
