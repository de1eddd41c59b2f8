# Divisors of large ints, whose work is quadratic.
# ends: fuel
import math
a, b = 3**150_000, 5**100_000
while True:
    math.gcd(a, b)
    math.lcm(a, b)
