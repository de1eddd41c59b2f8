# Immutable and hashable; equal to a set with the same items.
f = frozenset([3, 1, 2])
print(f, frozenset(), len(f), 2 in f, f == {1, 2, 3}, hash(f) == hash(frozenset([2, 3, 1])), {f: "key"}[frozenset((1, 2, 3))], frozenset(f) is f)
print(f | {9}, f & {1}, f - {1}, f ^ {1, 7}, f.union([5]), f <= {1, 2, 3, 4}, f.isdisjoint([8]), sorted(f), f.copy() is f)
for name in ("add", "remove", "update", "clear", "pop", "discard"):
    print(name, hasattr(f, name), hasattr(set(), name))
try:
    f.add(1)
except AttributeError as error:
    print(error)
try:
    frozenset(5)
except TypeError as error:
    print(error)
class F(frozenset):
    pass

print(F([1]), type(F([1]) | {2}).__name__, {frozenset({1}): "x"}.get(frozenset({1})))
