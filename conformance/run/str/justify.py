# center, ljust, rjust, zfill and expandtabs.
print(["a".center(4), "a".center(5), "ab".center(5), "ab".center(6, "*"), "abc".center(2), "a".ljust(3, "."), "a".rjust(3, "."), "é".center(3, "ü")])
print(["7".zfill(3), "-7".zfill(4), "+7".zfill(4), "--7".zfill(5), "".zfill(2), "abc".zfill(2), "x-1".zfill(5), "-".zfill(3)])
print(["a\tb".expandtabs(), "a\tb".expandtabs(4), "ab\tc\td".expandtabs(3), "a\n\tb".expandtabs(4), "\t".expandtabs(0), "abcd\te".expandtabs(tabsize=4), "a\tb".expandtabs(-1)])
for case in (lambda: "a".center(5, "ab"), lambda: "a".ljust(5, ""), lambda: "a".rjust("5"), lambda: "a".zfill(1.0), lambda: "a".center(), lambda: "a".center(3, 1)):
    try:
        print(case())
    except TypeError as error:
        print(error)
