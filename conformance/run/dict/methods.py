# get, setdefault, pop, popitem, update, clear, copy, fromkeys.
d = {"a": 1, "b": 2}
print(d.get("a"), d.get("x"), d.get("x", 0), d.setdefault("a", 9), d.setdefault("c"), d.setdefault("d", []), d)
print(d.pop("a"), d.pop("zz", "default"), d.pop("zz", None), d.popitem(), d)
print(d.update({"b": 20}), d.update([("e", 5), ["f", 6]]), d.update(g=7, b=21), d.update(), d.update({"h": 1}, i=2), d)
print(dict.fromkeys("ab"), dict.fromkeys([1, 2], []), dict.fromkeys((), 1), {}.fromkeys("z", 0), d.copy() == d, d.copy() is d, d.clear(), d)
for case in (lambda: {}.pop("k"), lambda: {}.popitem(), lambda: {}.pop(), lambda: {}.update(5), lambda: {}.update([1]), lambda: {}.update([(1, 2, 3)]), lambda: {}.update(["ab", "c"]), lambda: {}.get(), lambda: {}.get([]), lambda: {}.setdefault({}), lambda: dict.fromkeys(5), lambda: {}.update({}, {}), lambda: {}.get("a", default=1), lambda: dict([1]), lambda: dict([[1]]), lambda: dict(5), lambda: dict({}, {}), lambda: dict(**{1: 2}), lambda: {}.nope):
    try:
        print(case())
    except Exception as error:
        print(type(error).__name__, error)
