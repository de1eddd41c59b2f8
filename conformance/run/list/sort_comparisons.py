# The number of comparisons, and what an inconsistent order gives.
class Item:
    calls = 0
    def __init__(self, value): self.value = value
    def __lt__(self, other):
        Item.calls += 1
        return self.value < other.value
    def __repr__(self): return str(self.value)

for values in ([], [1], [1, 2, 3], [3, 2, 1], [2, 2, 1, 1], [5, 1, 4, 2, 3], [1, 3, 2] * 5, list(range(60, 0, -1))):
    for reverse in (False, True):
        Item.calls = 0
        print(sorted([Item(v) for v in values], reverse=reverse), Item.calls)
print(sorted([3, float("nan"), 1, float("nan"), 2]))
print(sorted([1.5, 1, True, 0]), sorted([(1, "b"), (1, "a"), (0, "z")]), sorted([[2], [1, 5], [1]]))
