# The same rules for floats, with signed zeros and infinities.
inf = float("inf")
for a, b in [(7.5, 2), (-7.5, 2), (7.5, -2), (-7.5, -2), (0.0, -3), (-0.0, 3), (6, -3.0), (5.0, inf), (-5.0, inf), (5, -inf), (1e300, 1e-10)]:
    print(a, b, a // b, a % b)
print(divmod(-0.5, 0.25), divmod(3.25, -1))
print(inf % 2, inf // 2, -1e-20 % 1, 0.3 // 0.1, 0.3 % 0.1)
