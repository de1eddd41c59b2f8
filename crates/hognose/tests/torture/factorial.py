# A factorial of a huge number.
# ends: memory or MemoryError or fuel
# limits: 4 64 512
import math

math.factorial(10_000_000)
