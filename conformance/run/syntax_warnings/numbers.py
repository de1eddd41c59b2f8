# A keyword right after a number.
x = 0
print(1if x else 2, 1or 2, 1and 2, 0x1f if x else 3, 1in[x], 1_0if x else 3, 1.5if x else 0, 0b1if x else 3, 0o7or x)
print([0x1for x in (1, 2)], 1is None, 1not in [x], [1for x in (1,)])
