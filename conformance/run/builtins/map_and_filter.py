# map with several iterables, filter with None.
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(map(max, "az", "by", "cx")), list(map(None.__class__, [])), list(filter(None, [0, 1, "", "a", None, []])), list(filter(str.isdigit, "a1b2")), list(filter(lambda x: x % 2, range(6))), list(map(len, {"ab": 1})), list(map(pow, [2, 3], [3, 2], [5, 5])))
for case in (lambda: map(), lambda: map(str), lambda: map(str, 5), lambda: list(map(5, [1])), lambda: list(map(len, [5])), lambda: filter(str), lambda: filter(None, 5), lambda: list(filter(5, [1])), lambda: list(map(lambda: 0, [1])), lambda: list(map(int, ["1", "x"])), lambda: filter(None, [], 1), lambda: map(str, [1], key=1)):
    try:
        print(case())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
m = map(lambda x: 10 // x, [5, 0, 2])
print(next(m))
try:
    next(m)
except ZeroDivisionError as error:
    print(error)
print(next(m), next(m, "end"))
