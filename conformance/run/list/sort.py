# Stable sort with key and reverse; reverse keeps the order of equal items.
pairs = [(1, "b"), (0, "x"), (1, "a"), (0, "y"), (2, "q")]
print(sorted(pairs, key=lambda p: p[0]))
print(sorted(pairs, key=lambda p: p[0], reverse=True))
pairs.sort()
print(pairs, pairs.sort(key=lambda p: p[1], reverse=True), pairs)
print(sorted("hello"), sorted({3: 1, 1: 2}), sorted([3, 1.5, True, -2]), sorted([[2], [1, 5], [1]]), sorted([], key=len))
calls = []
def key(x):
    calls.append(x)
    return -x

print(sorted([2, 3, 1], key=key), calls)
for case in (lambda: [1, "a"].sort(), lambda: sorted(5), lambda: sorted([1], key=5), lambda: sorted([2, 1], key=lambda: 0), lambda: sorted([1], reverse="x"), lambda: sorted(), lambda: sorted([1], cmp=1), lambda: [None, None].sort(), lambda: sorted([1], len)):
    try:
        print(case())
    except TypeError as error:
        print(error)
