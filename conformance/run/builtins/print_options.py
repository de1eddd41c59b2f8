# sep, end, file-less flush, and objects converted with str.
print()
print("a", 1, None, 2.0, [1, "x"], ("t",))
print("a", "b", sep="")
print("a", "b", sep=", ", end="!\n")
print("a", "b", sep=None, end=None)
print("no newline", end="")
print(" continued", flush=True)
print(*[1, 2, 3], sep="\n")
print(*"abc", sep="-", end="\n\n")
print("é日😀", "\t|", "a\nb")
class S:
    def __str__(self): return "from str"
    def __repr__(self): return "from repr"
print(S(), [S()])
for case in (lambda: print("x", sep=5), lambda: print("x", end=5), lambda: print("x", nope=1), lambda: print("x", sep=b"")):
    try:
        case()
    except TypeError as error:
        print(error)
print(print("inner"))
import sys
print("to stderr is separate", file=sys.stdout)
