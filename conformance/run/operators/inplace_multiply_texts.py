# `a *= b` with a sequence on one side: the texts, and which operand is asked.
class Index:
    def __index__(self):
        return 2


class Right:
    def __rmul__(self, other):
        return "right"


class Plain:
    pass


for make in (lambda: [1], lambda: bytearray(b"a"), lambda: "s", lambda: (1,), lambda: {1: 2}, lambda: {1},
             lambda: frozenset(), lambda: range(2), lambda: 3, lambda: 1.5, lambda: None, Index, Plain):
    for b in "x", 1.5, [], {1}, 2, True, Index(), Right(), Plain(), None:
        a = make()
        try:
            a *= b
            print(a if not isinstance(a, (Index, Plain)) else "instance")
        except TypeError as error:
            print(error)
for value in "x", 1.5:
    try:
        [1].__imul__(value)
    except TypeError as error:
        print(error)
