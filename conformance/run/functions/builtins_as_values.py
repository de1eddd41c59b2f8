# Built-ins passed around, stored and called with wrong arguments.
operations = {"len": len, "sum": sum, "max": max, "sorted": sorted, "upper": str.upper, "append": list.append}
data = [3, 1, 2]
operations["append"](data, 0)
print({name: f(data) for name, f in operations.items() if name not in ("upper", "append")}, operations["upper"]("x"))
print(len.__name__, str.upper.__name__, [].append.__name__, len, str.upper, type([].append).__name__, list.append)
cases = [lambda: len(), lambda: len(1), lambda: len([], []), lambda: str.upper(), lambda: str.upper(5), lambda: list.append(1, 2), lambda: abs(), lambda: abs(1, 2), lambda: ord("ab"), lambda: chr("a"), lambda: len(obj=[]), lambda: isinstance(1), lambda: [].append(x=1), lambda: "a".upper(1), lambda: {}.keys(1), lambda: dict.fromkeys(), lambda: len(5.5), lambda: hash()]
for case in cases:
    try:
        print(case())
    except TypeError as error:
        print(error)
