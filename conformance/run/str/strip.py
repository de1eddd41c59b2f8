# strip takes a set of characters; removeprefix and removesuffix a whole string.
print(repr("  a b \n\t".strip()), repr("  a ".lstrip()), repr("  a ".rstrip()), "xxhixx".strip("x"), "abcba".strip("ab"), "www.example.com".strip("cmowz."), "a".strip(""), repr("\u3000x\xa0".strip()))
print("xyx".lstrip("x"), "xyx".rstrip("x"), "xxx".strip("x") == "", "abc".strip("cba") == "", "a b".strip(None))
print("TestHook".removeprefix("Test"), "TestHook".removeprefix("Hook"), "file.py".removesuffix(".py"), "aaa".removeprefix("a"), "abc".removesuffix(""), "abc".removeprefix("abcd"))
for case in (lambda: "a".strip(1), lambda: "a".removeprefix(None), lambda: "a".removesuffix(), lambda: "a".lstrip("a", "b")):
    try:
        print(case())
    except TypeError as error:
        print(error)
