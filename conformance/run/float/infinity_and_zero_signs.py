# Arithmetic with infinities and negative zero.
inf = float("inf")
nan = float("nan")
print(inf + 1, inf - inf, inf * 0, inf * -2, 1 / inf, -1 / inf, inf ** 0, nan ** 0, 1 ** nan, 0.0 ** inf, inf // 1)
print(-0.0, 0.0 == -0.0, -0.0 + 0, 0.0 - 0.0, -0.0 - 0.0, 0 * -1.0, -0.0 * -1, abs(-0.0), str(-0.0), -0.0 + -0.0, 0.0 * -1)
print({0.0: "zero"}[-0.0], (-0.0).__repr__(), [-0.0, 0.0], max(-0.0, 0.0), max(0.0, -0.0), sum([-0.0]), sum([-0.0], -0.0))
print(inf == inf, inf > 10 ** 400, -inf < -10 ** 400, inf != nan, hash(inf), hash(-inf), inf is inf)
try:
    print(2.0 ** 10000)
except OverflowError as error:
    print(error)
try:
    int(inf)
except OverflowError as error:
    print(error)
