# replace with a count and empty patterns; maketrans and translate.
print("aaa".replace("a", "b", 2), "abc".replace("", "-"), "abc".replace("", "-", 2), "".replace("", "x"), "".replace("a", "b"), "aaa".replace("aa", "b"), "abc".replace("b", ""), "aa".replace("a", "b", 0), "aa".replace("a", "b", -1), "aa".replace("a", "b", count=1))
table = str.maketrans("abc", "xyz", "q")
print(table, "aqbqc".translate(table), "abc".translate({97: None, 98: "BB", 99: 0x43}), str.maketrans({"a": "1", 98: 2, "c": None}))
class Upper:
    def __getitem__(self, code):
        if code == 120:
            raise LookupError
        return chr(code).upper()

print("xyz".translate(Upper()), "abc".translate([]), "\x00\x01".translate(["zero", "one"]))
for case in (lambda: str.maketrans("ab", "c"), lambda: str.maketrans({"ab": 1}), lambda: str.maketrans("a"), lambda: "a".translate({97: 1.5}), lambda: "a".translate({97: -1}), lambda: "a".replace("a"), lambda: "a".replace(1, "b"), lambda: "a".translate(5)):
    try:
        print(case())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
