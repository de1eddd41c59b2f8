# Rounding, roots, logarithms and friends.
import math
print(math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.5), math.floor(3), math.ceil(10 ** 20), type(math.floor(2.0)), math.sqrt(16), math.isqrt(17), math.fabs(-3), math.hypot(3, 4), math.hypot(1, 2, 2), math.hypot())
print(math.gcd(12, 18), math.gcd(), math.gcd(0, 5), math.gcd(-4, 6, 8), math.lcm(4, 6), math.lcm(), math.factorial(20), math.comb(10, 3), math.perm(5, 2), math.perm(4), math.prod([1, 2, 3.0]), math.prod([], start=7), math.comb(2, 5))
print(math.log(1), math.log2(8), math.log10(1000), math.log(8, 2), math.log2(2 ** 200), math.log10(10 ** 400), math.exp(0), math.exp2(3), math.pow(2, 3), math.expm1(0), math.log1p(0), math.sin(0), math.cos(0), math.atan2(0, -1) == math.pi)
print(math.copysign(3, -0.0), math.fmod(-7, 3), math.remainder(7, 4), math.modf(-2.5), math.frexp(8), math.ldexp(0.5, 4), math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 2), math.fsum([0.1] * 10), math.dist((0, 0), (3, 4)), math.degrees(math.pi), math.radians(180) == math.pi, math.nextafter(1, 2), math.ulp(1.0), math.sumprod([1, 2], [3, 4]), math.fma(2, 3, 4))
print(math.inf, math.nan, math.pi, math.e, math.tau, math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1), math.floor(True), math.isqrt(10 ** 40))
