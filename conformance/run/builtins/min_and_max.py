# min and max: iterables, several arguments, key, default, first of equals.
print(min(3, 1, 2), max([3, 1, 2]), min("hello"), max({"a": 2, "b": 1}), min((), default="d"), max([], default=None), max(1, 2.5, True), min([0, False, 0.0]), max([1, True]))
print(max("aa", "b", key=len), min(["xx", "y", "z"], key=len), max([(1, "b"), (1, "a")]), max([1, -5, 3], key=abs), min(range(5), key=lambda x: -x), max(*[4, 9]), min(2, 1, key=None))
calls = []
print(max([3, 1, 2], key=lambda x: calls.append(x) or x), calls)
for case in (lambda: min(), lambda: max([]), lambda: min(5), lambda: max(1, 2, default=3), lambda: min([1], key=5), lambda: max([1, "a"]), lambda: min((), key=len), lambda: max(x=1), lambda: min(1, 2, reverse=True), lambda: max(i for i in ())):
    try:
        print(case())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
