# A display of constants is a frozenset first, made anew when constants are merged, and then an update.
print({108, 7, 930263}, {165809, 524288, 65536, 5, 1073741824}, {10, 23, "k11"}, {722715, "k50", "k59"})
print({"one", "two", "three"}, {3.5, None, True, 0, -1}, {(1, 2), (3,), ()})
x = 7
print({108, x, 930263}, {*[108, 7], 930263})
