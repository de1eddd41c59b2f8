# The old sequence protocol: __getitem__ from 0 until IndexError.
class Seq:
    def __init__(self, n): self.n = n
    def __getitem__(self, i):
        print("get", i)
        if i >= self.n: raise IndexError("done")
        return i * i

print(list(Seq(3)))
for x in Seq(2): print(x)
a, b = Seq(2)
print(4 in Seq(9), [*Seq(1)], max(Seq(3)), dict(enumerate(Seq(2))))
class WithLen(Seq):
    def __len__(self): return self.n

print(list(reversed(WithLen(2))))
class Stops(Seq):
    def __getitem__(self, i):
        if i == 2: raise StopIteration
        if i == 5: raise KeyError(i)
        return i

print(list(Stops(0)))
class Fails:
    def __getitem__(self, i):
        raise KeyError("not an IndexError")

try:
    list(Fails())
except KeyError as error:
    print("KeyError", error)
it = iter(Seq(1))
print(next(it), next(it, "end"), next(it, "end"), type(it).__name__)
