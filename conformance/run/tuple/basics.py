# Displays, indexing, methods, immutability, and their errors.
t = 1, "a", (2,)
print(t, len(t), t[0], t[-1][0], t[1:], t[::-1], (), (1,), ((),), 1 in t, t + (3,), t * 2, 2 * (0,), t.index("a"), t.count(1), tuple("ab"), tuple([1]), tuple())
print(hash((1, 2)) == hash((1, 2)), {(1, 2): "k"}[1, 2], (1, 2) < (1, 3), (1, 2) == [1, 2], tuple(t) is t, t[:] is t, (1, 2)[0:0])
def assign():
    t[0] = 5
def delete():
    del t[0]

for case in (assign, delete, lambda: t[9], lambda: t["a"], lambda: t.index(99), lambda: t.append(1), lambda: hash(([],)), lambda: tuple(5), lambda: t + [1], lambda: tuple(1, 2), lambda: t[-4], lambda: t[0][0], lambda: {}[1, 2], lambda: () < 5):
    try:
        print(case())
    except Exception as error:
        print(type(error).__name__, error)
