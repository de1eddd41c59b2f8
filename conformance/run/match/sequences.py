# Sequence patterns: lengths, stars, nesting; str and bytes are not sequences.
def f(x):
    match x:
        case []: return "empty"
        case [one]: return ("one", one)
        case [1, *rest]: return ("starts with 1", rest)
        case [first, *_, "end"]: return ("ends", first)
        case (a, (b, [c, *d]), *e): return (a, b, c, d, e)
        case [x, y]: return ("two", x, y)
        case [*all]: return ("all", all)
        case _: return "not a sequence"

for x in ([], (), [5], (1, 2, 3), [0, 1, 2, "end"], [2, (3, [4, 5, 6]), 7, 8], ["p", "q"], range(3, 7), "str", b"bytes", {1, 2}, {}, iter([1]), None, bytearray(b"ab"), [1]):
    print(f(x))
class MyList(list): pass
class Duck:
    def __len__(self): return 2
    def __getitem__(self, i): return i

print(f(MyList([9])), f(Duck()), f(i for i in "ab"))
match [1, [2, [3, 4]]]:
    case [a, [b, [c, d]]]: print(a, b, c, d)
