# Domain and type errors of math functions.
import math
cases = [lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.log(-1), lambda: math.log2(0), lambda: math.factorial(-1), lambda: math.factorial(2.0), lambda: math.isqrt(-1), lambda: math.exp(1000), lambda: math.pow(0, -1), lambda: math.pow(-8, 1 / 3), lambda: math.fmod(1, 0), lambda: math.floor(math.nan), lambda: math.ceil(math.inf), lambda: math.sqrt("4"), lambda: math.gcd(1.5), lambda: math.comb(-1, 2), lambda: math.perm(2, -1), lambda: math.floor("a"), lambda: math.sqrt(), lambda: math.hypot("a"), lambda: math.dist((1,), (1, 2)), lambda: math.acos(2), lambda: math.sqrt(10 ** 400), lambda: math.log(10 ** 400, 0), lambda: math.trunc("a"), lambda: math.atan2(1), lambda: math.isnan("a"), lambda: math.ldexp(1.0, 5000), lambda: math.cosh(1000), lambda: math.log(2, 1), lambda: math.sqrt(x=1), lambda: math.fsum([1e308, 1e308]), lambda: math.prod(5), lambda: math.sumprod([1], [1, 2])]
for case in cases:
    try:
        print(case())
    except (TypeError, ValueError, OverflowError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
