# Parameters are ordinary locals: rebinding, deletion, mutation seen by the caller.
def f(a, b, c):
    a = 10
    b.append(1)
    del c
    try:
        return a, b, c
    except UnboundLocalError as error:
        return a, b, str(error)

x, y = 1, []
print(f(x, y, 3), x, y)
def g(args, *more, **kw):
    args = more
    more = kw
    return args, more

print(g(1, 2, 3, k=4))
def h(n):
    n += 1
    return n if n > 3 else h(n)

print(h(0))
def many(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z):
    return a + z, (b, y), [c, x]

print(many(*range(26)))
def first_class(f, *args):
    return f(*args)

print(first_class(first_class, first_class, max, 3, 9), list(map(first_class, [str, int], [1, "2"])))
