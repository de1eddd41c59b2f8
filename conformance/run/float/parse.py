# float(str): signs, white space, underscores, special names, and failures.
for text in ("1.5", " -2e3\n", "+.5", "5.", "1_000.5", "inf", "-Infinity", "NaN", "1e400", "-1e-400", "0", "１.５", "1E+2", "infinity", "+nan"):
    print(repr(text), float(text))
for value in ("", " ", "abc", "1__0", "1e", ".", "1.5.2", "0x10", "_1", "1 2", "--1", "in f", None, [], b"x"):
    try:
        print(float(value))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
class F:
    def __float__(self):
        return 2.5

class I:
    def __index__(self):
        return 3

class Bad:
    def __float__(self):
        return 1

print(float(F()), float(I()), float(), float(True), float(b"1.5"))
try:
    float(Bad())
except TypeError as error:
    print(error)
