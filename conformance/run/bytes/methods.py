# Methods shared with str, on bytes.
b = b"Hello, World"
print(b.upper(), b.lower(), b.swapcase(), b.title(), b.find(b"o"), b.find(111), b.rfind(b"o"), b.count(b"l"), b.replace(b"l", b"L", 1), b.split(b", "), b.startswith(b"He"), b.endswith((b"x", b"ld")))
print(b" x ".strip(), b"xax".strip(b"x"), b",".join([b"a", b"b"]), b"a b  c".split(), b"abc".center(7, b"*"), b"7".zfill(3), b"a\nb".splitlines(), b"a=b".partition(b"="), b"ab".isalpha(), b"12".isdigit(), b"\x00" * 3, b"a" + b"b", b"ab".translate(None, b"a"))
print(65 in b"ABC", b"BC" in b"ABC", b"a" < b"b", b"a" == "a", hash(b"a") == hash("a"), sorted(b"cab"), b"%d %s %r" % (5, b"x", "y"), {b"k": 1}[b"k"])
for case in (lambda: b"a".find("a"), lambda: b",".join(["a"]), lambda: "a" in b"abc", lambda: 256 in b"a", lambda: b"a".replace("a", "b"), lambda: b"a" + "b", lambda: b"a".split("a"), lambda: b"%s" % "x", lambda: b"a".index(b"z")):
    try:
        print(case())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
