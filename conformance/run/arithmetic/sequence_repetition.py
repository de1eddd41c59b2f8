# Repeating sequences: any order, negative counts, bool and __index__ counts.
class Three:
    def __index__(self):
        return 3

print([0] * 3, 3 * [0], "ab" * 2, 2 * "ab", (1,) * 2, b"x" * 3)
print([1] * 0, "a" * -1, () * 5, [1, 2] * True, False * "abc")
print("ab" * Three(), Three() * [1])
row = [[0]] * 3
row[0].append(1)
print(row)
a = [1, 2]
b = a
a *= 2
print(a, b is a)
for case in (lambda: [1] * 2.0, lambda: "a" * "b", lambda: [1] * None, lambda: 1.0 * (1,)):
    try:
        case()
    except TypeError as error:
        print(error)
