# partition and rpartition always give three parts.
print("a=b=c".partition("="), "a=b=c".rpartition("="), "abc".partition("="), "abc".rpartition("="), "".partition("x"), "=".partition("="))
for case in (lambda: "a".partition(""), lambda: "a".rpartition(None), lambda: "a".partition()):
    try:
        print(case())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
