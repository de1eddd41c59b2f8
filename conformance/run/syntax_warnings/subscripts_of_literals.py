# A comma that is missing makes a subscript.
def never():
    [1]["a"], [1][1, 2], (1, 2)["s"], "abc"["s"], "abc"[1.0], b"a"["s"], f"{1}"["s"], [i for i in ()]["a"]
    1[2], None[2], {1}[2], (lambda: 0)[1], {i for i in ()}[1], (i for i in ())[1], ...[1], True[1], 1.5[1]
    [1][None], [1][...], [1][b"s"], [1][f"{1}"], [1][{}], [1][[]], [1][lambda: 0], [1][(i for i in ())], [1][{1}]
    [1][True], [1][-1], [1][1:2], [1][never], {1: 2}["s"], "abc"[0]["s"]
    [1]["a"] = 2
    [1]["a"] += 2
    del 1[2]
    return [[1] [1, 2]]
print("abc"[1], (1, 2)[-1], b"abc"[0])
