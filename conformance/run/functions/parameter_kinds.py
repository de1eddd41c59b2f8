# Positional-only, ordinary, variable, keyword-only and keyword parameters.
def f(a, b=2, /, c=3, *args, d, e=5, **kwargs):
    return a, b, c, args, d, e, kwargs

print(f(1, d=4))
print(f(1, 20, 30, 40, 50, d=4, e=6, z=7))
print(f(1, d=4, b="kw", a="kw too"))
print(f(*[1, 2], *(3, 4), **{"d": 0}, **{"x": 1}))
def g(*, key=None, **rest):
    return key, rest

print(g(), g(key=1), g(other=2), g(**{"not an identifier": 1}))
def h(*args):
    return args

print(h(), h(1, *[], *"ab", 2), h(*range(3)), h(*{}))
print((lambda *a, k=1, **kw: (a, k, kw))(1, 2, k=3, z=4))
def i(a, /, **kw):
    return a, kw

print(i(1, a=2))
