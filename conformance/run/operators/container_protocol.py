# __getitem__, __setitem__, __delitem__, __len__, __contains__ and what they receive.
class Box:
    def __getitem__(self, key): return ("get", key)
    def __setitem__(self, key, value): print("set", key, value)
    def __delitem__(self, key): print("del", key)
    def __len__(self): return 3
    def __contains__(self, item): return item == "in"

b = Box()
print(b[1], b["a"], b[1:2], b[1:2, ::3], b[...], b[()], b[None], b[-1], b[:])
b[0] = 1
b[1:] = [2]
b["x", "y"] = 3
del b[0], b[::2]
print(len(b), "in" in b, "out" in b, "out" not in b, bool(b))
b.nothing, b.number = None, 5
class Bare: pass
def set_item(): Bare()[0] = 1
def del_item(): del Bare()[0]

for case in (lambda: Bare()[0], set_item, del_item, lambda: len(Bare()), lambda: 1 in Bare(), lambda: iter(Bare()), lambda: reversed(Bare()), lambda: next(Bare()), lambda: Bare[0], lambda: reversed({1}), lambda: b.nothing[0], lambda: b.number["a"], lambda: len[0]):
    try:
        print(case())
    except TypeError as error:
        print(error)
