# split and rsplit: white space or separator, with a maximum.
for text in ("  a b  c ", "a,b,,c,", "", "   ", "one", "a\u2003b\x1cc\x85d"):
    print(text.split(), text.rsplit(), text.split(","), text.split(" "))
print("a b c d".split(None, 2), "a b c d".rsplit(None, 2), " a  b  c ".split(None, 1), " a  b  c ".rsplit(None, 1), "a b".split(maxsplit=0), " a b ".rsplit(maxsplit=0))
print("a,b,c,d".split(",", 2), "a,b,c,d".rsplit(",", 2), "a--b--c".split("--"), "aaa".split("aa"), "aaa".rsplit("aa"), "abc".split("abc"), "a,b".split(",", -1), "a,b".split(sep=",", maxsplit=0))
for case in (lambda: "a".split(""), lambda: "a".split(1), lambda: "a".rsplit(""), lambda: "a".split(",", "x"), lambda: "a".split(",", 1, 2), lambda: "a".split(by=",")):
    try:
        print(case())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
