# sum with a start, any and all with short circuit.
print(sum([1, 2, 3]), sum([], 5), sum([[1], [2]], []), sum((1.5, 2)), sum(range(101)), sum([True, True]), sum([1], start=10), sum({1: 2, 3: 4}), sum([(1,), (2,)], ()), sum([2 ** 62, 2 ** 62]), sum([], ()))
print(any([]), all([]), any([0, "", "x"]), all([1, "a", [0]]), any(i > 2 for i in range(5)), all({}), any({0: 1}), all("ab"))
def noisy(*values):
    for v in values:
        print("item", v)
        yield v

print(any(noisy(0, 1, 2)), all(noisy(1, 0, 2)))
class Vec:
    def __init__(self, x): self.x = x
    def __radd__(self, other): return Vec(other + self.x)
    def __add__(self, other): return Vec(self.x + other.x)

print(sum([Vec(1), Vec(2)]).x)
for case in (lambda: sum(["a", "b"]), lambda: sum(["a"], ""), lambda: sum([b"a"], b""), lambda: sum(5), lambda: sum([[1]]), lambda: sum(), lambda: sum([1], bytearray()), lambda: any(), lambda: all(5), lambda: any(1, 2), lambda: sum([1], 2, 3), lambda: sum([None])):
    try:
        print(case())
    except TypeError as error:
        print(error)
