# keys, values and items are live views; keys and items act like sets.
d = {"a": 1, "b": 2}
keys, values, items = d.keys(), d.values(), d.items()
d["c"] = 3
print(keys, values, items, len(keys), "c" in keys, 3 in values, ("c", 3) in items, ("c", 4) in items, list(reversed(keys)), list(reversed(items)))
print(sorted(keys & {"a", "z"}), sorted(keys | {"z"}), sorted(keys - {"a"}), sorted(keys ^ {"a", "z"}), keys == {"a", "b", "c"}, keys <= {"a", "b", "c", "d"}, keys.isdisjoint(["q"]), sorted({"a", "q"} - keys), sorted(items & {("a", 1)}))
print(values == d.values(), keys == d.keys(), items == {("a", 1), ("b", 2), ("c", 3)}, type(keys).__name__, type(items).__name__, type(values).__name__, type(iter(keys)).__name__, type(iter(items)).__name__)
for case in (lambda: keys[0], lambda: keys.add("x"), lambda: keys + keys, lambda: hash(keys), lambda: values & values, lambda: keys & 5, lambda: keys < [1]):
    try:
        print(case())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
print(keys.mapping, len(values))
