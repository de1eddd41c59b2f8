# range: repr, length, membership, indexing, slicing and equality.
for r in (range(5), range(2, 8), range(10, 0, -3), range(0), range(5, 1), range(0, 10, 3), range(-3, 3)):
    print(r, len(r), list(r), list(reversed(r)), bool(r), r.start, r.stop, r.step)
r = range(0, 20, 3)
print(r[0], r[-1], r[2:5], r[::-1], r[::2], r[10:], 6 in r, 7 in r, 6.0 in r, "a" in r, r.index(9), r.count(3), r.count(4), r == range(0, 21, 3), r == range(0, 19, 3), hash(r) == hash(range(0, 21, 3)), range(0) == range(5, 5))
for case in (lambda: range(0, 5, 0), lambda: range(1.5), lambda: range("a"), lambda: range(), lambda: range(1, 2, 3, 4), lambda: r[100], lambda: r["a"], lambda: r.index(7), lambda: range(None), lambda: range(5) + range(5), lambda: r.append(1), lambda: range(stop=5), lambda: r.index("a"), lambda: r.__setitem__):
    try:
        print(case())
    except Exception as error:
        print(type(error).__name__, error)
