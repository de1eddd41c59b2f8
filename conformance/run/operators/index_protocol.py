# __index__ is used by indexing, slicing, range, bases and repetition; __int__ is not.
class Idx:
    def __init__(self, v): self.v = v
    def __index__(self): return self.v

class OnlyInt:
    def __int__(self): return 1

data = list("abcde")
print(data[Idx(1)], data[Idx(-1)], data[Idx(1):Idx(3)], data[::Idx(2)], list(range(Idx(2), Idx(5))), "x" * Idx(2), chr(Idx(65)), hex(Idx(255)), round(2.567, Idx(1)), int(Idx(9)), float(Idx(4)))
data[Idx(0)] = "A"
data.insert(Idx(1), "new")
print(data, data.pop(Idx(1)), 1 << 2, "abc".center(Idx(5), "*"), "a,b,c".split(",", Idx(1)), bytes([Idx(1)]), (5).__add__(1))
for case in (lambda: data[OnlyInt()], lambda: range(OnlyInt()), lambda: data[Idx("a")], lambda: data[Idx(1.0)], lambda: [1] * OnlyInt(), lambda: 1 + Idx(1), lambda: data[Idx(100)], lambda: hex(OnlyInt()), lambda: data[Idx(None):], lambda: chr(OnlyInt())):
    try:
        print(case())
    except (TypeError, IndexError) as error:
        print(type(error).__name__, error)
