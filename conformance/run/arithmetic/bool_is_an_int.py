# bool takes part in arithmetic as 0 and 1; bit operations of two bools give bool.
print(True + True, True * 3, True / 2, -True, +True, ~0)
print(True & False, True | False, True ^ True, True & 1, True | 2)
print(type(True & True), type(True & 1), type(True + 0), type(+True))
print(sum([True, False, True]), max(True, 0), [10, 20][True], {1: "a"}[True])
print(True == 1, True == 1.0, hash(True), int(True), str(True), f"{True:d}", f"{True!s:>6}", f"{True:5}")
print(isinstance(True, int), issubclass(bool, int), bool.__mro__)
print(True << 3, 2 ** True, divmod(True, True), round(True), abs(True))
