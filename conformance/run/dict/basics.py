# Displays, order of insertion, overwriting, deletion and re-insertion.
d = {"b": 1, "a": 2, "b": 3}
print(d, len(d), "a" in d, 1 in d, d["b"])
d["c"] = 4
d["a"] = 5
del d["b"]
d["b"] = 6
print(d, list(d), list(reversed(d)), {}, {1: {}, (): []}, {**d, "a": 0, **{"z": 1}})
print({1: "int", 1.0: "float", True: "bool"}, {0: "a", False: "b"}, {None: 1, "": 2, (): 3})
for key in ("missing", 5, None, (1, 2), 1.5):
    try:
        d[key]
    except KeyError as error:
        print("KeyError", error, error.args, str(error) == repr(key))
for case in (lambda: d[[]], lambda: {[]: 1}, lambda: {}[{}], lambda: [] in {}, lambda: {(1, []): 1}, lambda: d.__delitem__("q"), lambda: {**5}, lambda: {**[1]}, lambda: {**None}):
    try:
        print(case())
    except (TypeError, KeyError) as error:
        print(type(error).__name__, error)
