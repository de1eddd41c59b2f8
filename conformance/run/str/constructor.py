# str() of objects, of bytes, and of classes with odd __str__.
class OnlyRepr:
    def __repr__(self):
        return "R"

class Both(OnlyRepr):
    def __str__(self):
        return "S"

class Wrong:
    def __str__(self):
        return 5

class Sub(str):
    pass

class GivesSub:
    def __str__(self):
        return Sub("sub")

print(str(), str(1), str(None), str([OnlyRepr(), Both()]), str(OnlyRepr()), str(Both()), str(b"x"), str("a") == "a", str(object="k"), str(int), str(ValueError("v")), str(...), repr(Both()))
print(type(str(GivesSub())).__name__, type(str(Sub("x"))).__name__, type(Sub("x").upper()).__name__, type(Sub("x") + "y").__name__, Sub("x") == "x", {"x": 1}[Sub("x")], type(Sub("abc")[:]).__name__, type(f"{Sub('a')}").__name__)
for case in (lambda: str(Wrong()), lambda: print(Wrong()), lambda: f"{Wrong()}", lambda: "%s" % Wrong(), lambda: str(1, 2, 3, 4), lambda: str(b"a", 5)):
    try:
        case()
    except TypeError as error:
        print(error)
