# zip with strict, enumerate with start.
print(list(zip()), list(zip([1, 2])), list(zip("ab", [1, 2, 3], (True, False))), list(zip("ab", "cd", strict=True)), dict(zip("ab", range(2))), list(zip(*[(1, 2), (3, 4)])), list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate([], start=1)), list(enumerate("a", 2 ** 63)), list(enumerate("ab", -1)))
for case in (lambda: list(zip("a", "bc", strict=True)), lambda: list(zip("ab", "c", strict=True)), lambda: list(zip("ab", "cd", "e", strict=True)), lambda: list(zip("a", "b", "cd", strict=True)), lambda: zip(5), lambda: zip([1], 5), lambda: enumerate(), lambda: enumerate(5), lambda: enumerate("a", "b"), lambda: enumerate("a", 1.5), lambda: zip([], other=1), lambda: enumerate("a", 1, 2)):
    try:
        print(case())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
it = iter(range(6))
print(list(zip(it, it)), list(zip(it)))
