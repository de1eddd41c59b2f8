# reversed of sequences, dicts, and classes with __reversed__ or the sequence protocol.
print(list(reversed([1, 2])), list(reversed("ab")), list(reversed((1,))), list(reversed(range(3))), list(reversed({"a": 1, "b": 2})), list(reversed({"a": 1}.items())), list(reversed(b"ab")), list(reversed("")), "".join(reversed("é日")))
class R:
    def __reversed__(self): return iter("custom")
class S:
    def __len__(self): return 3
    def __getitem__(self, i): return i * 10
class OnlyItem:
    def __getitem__(self, i): return i

print("".join(reversed(R())), list(reversed(S())))
for case in (lambda: reversed(5), lambda: reversed({1}), lambda: reversed(x for x in "a"), lambda: reversed(OnlyItem()), lambda: reversed(), lambda: reversed(iter([])), lambda: reversed(None), lambda: reversed([], []), lambda: reversed(zip())):
    try:
        print(case())
    except TypeError as error:
        print(error)
