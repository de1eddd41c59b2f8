# Ordering unrelated types raises; equality never does.
cases = [
    lambda: 1 < "a", lambda: "a" >= 1, lambda: None < None, lambda: [] > (), lambda: {} < {},
    lambda: (1, "a") < (1, 2), lambda: [1, None] < [1, 2], lambda: len < len, lambda: b"a" < "a",
    lambda: range(2) < range(3), lambda: None <= 1, lambda: int < str,
    lambda: sorted([1, "a"]), lambda: max(1, None), lambda: min(["a", 1]),
]
for case in cases:
    try:
        print(case())
    except TypeError as error:
        print(error)
print(1 == "1", None == 0, [] == (), {} == set(), 1 != "a", () == [], b"" == "", (1, "a") < (2, None))
