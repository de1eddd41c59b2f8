# Comparing an int with a float does not round the int.
big = 2 ** 53
print(big + 1 == float(big), big + 1 > float(big), big + 1 <= float(big), big == float(big))
print(float(big) < big + 1, 10 ** 400 > 1e308, -10 ** 400 < -1e308, 10 ** 400 < float("inf"), 10 ** 400 == float("inf"))
print(2 ** 63 == float(2 ** 63), 2 ** 63 - 1 == float(2 ** 63), 2 ** 63 - 1 < float(2 ** 63))
print(9007199254740993 in [9007199254740992.0], {9007199254740993: 1}.get(9007199254740992.0))
print(1 == 1.0, 0 == -0.0, 3 < 3.5, 4 > 3.5, -3 > -3.5, 0 < 5e-324, 0 > -5e-324)
