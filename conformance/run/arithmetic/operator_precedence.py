# Unary minus binds looser than ** on its right side and tighter than * / //.
print(-2 ** 2, (-2) ** 2, 2 ** -1, 2 ** 3 ** 2)
print(-7 // 2, -(7 // 2), -7 % 3, -(7 % 3))
print(1 + 2 * 3 - 4 / 2, 10 - 3 - 2, 100 / 10 / 2)
print(1 | 2 ^ 3 & 4 << 1, 7 & 3 == 3, not 1 == 2)
print(~3 + 1, - -3, +-+3, ~~5, -~5)
print(2 * 3 % 4, 2 + 3 << 1, 1 << 2 + 1)
print(1 if 0 else 2 if 0 else 3)
