# Converting iterators of unknown or wrong length works.
class Hint:
    def __init__(self, hint, n): self.hint, self.n = hint, n
    def __length_hint__(self):
        print("hint", self.hint)
        return self.hint
    def __iter__(self): return self
    def __next__(self):
        if not self.n: raise StopIteration
        self.n -= 1
        return self.n

print(list(Hint(2, 5)), list(Hint(100, 1)), list(Hint(NotImplemented, 2)))
for bad in (-1, "x"):
    try:
        list(Hint(bad, 1))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(iter([1, 2, 3]).__length_hint__(), iter(range(5)).__length_hint__(), iter("abc").__length_hint__())
