# Tuple, list, nested and starred targets from any iterable.
a, b = 1, 2
[c, d] = "xy"
(e, (f, g)), h = (1, [2, 3]), 4
print(a, b, c, d, e, f, g, h)
first, *rest = range(4)
*init, last = "abc"
head, *middle, tail = [1, 2]
print(first, rest, init, last, head, middle, tail)
a, b = b, a
x, = [5]
[y] = {7}
(*z,) = (i for i in range(3))
print(a, b, x, y, z)
for i, (j, *k) in [(1, (2, 3, 4)), (5, "xy")]:
    print(i, j, k)
[] = ()
() = []
m, n = {"k1": 1, "k2": 2}
print(m, n, [p for p, q in {1: 2}.items()], *[1, 2], *"ab")
