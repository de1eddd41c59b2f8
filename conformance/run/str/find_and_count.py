# find, rfind, index, rindex, count, startswith, endswith with bounds.
s = "abcabcabc"
print(s.find("c"), s.find("c", 3), s.find("c", 3, 5), s.rfind("a"), s.rfind("a", 0, 6), s.find("z"), s.find(""), s.find("", 9), s.find("", 10), s.rfind(""))
print(s.count("abc"), "aaaa".count("aa"), s.count(""), s.count("a", 1), s.count("a", -3), "".count(""), s.count("", 3, 5))
print(s.index("b"), s.rindex("b"), s.startswith("bc", 1), s.startswith(("x", "ab")), s.endswith("c", 0, 3), s.endswith(()), s.startswith(""), s.startswith("", 10))
print("äöü".find("ü"), "日本語日".rfind("日"), "añb".index("b"), s.find("b", -2), s.find("a", None, 2), s.find("a", -100, 100))
for case in (lambda: s.index("z"), lambda: s.rindex("z"), lambda: s.find(1), lambda: s.count(None), lambda: s.startswith(1), lambda: s.startswith(("a" * 9, 1)), lambda: s.find(), lambda: s.startswith(["a"]), lambda: s.find("a", "b")):
    try:
        print(case())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
