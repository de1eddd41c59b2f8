def f(a, b, c):
    x = a + (a := 10) * 2
    y = a < b < c
    z = a or b and not c
    if not (a == 1 or b is not None) and c in (1, 2):
        return f"{a!r:>{b}} {c=}"
    t = 60 * 60 * 24, "-" * 3, -1, (1, (2, 3))
    a.items[b:c][0].name += 1
    return [1, 2, 3, 4], {1, 2, 3}, {"k": a, **b}, print(*a, k=1, **c), t, x, y, z
