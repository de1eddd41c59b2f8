# Lambdas with every kind of parameter, nested and immediately called.
print((lambda: 1)(), (lambda x: x + 1)(2), (lambda x, y=2, *a, k=3, **kw: (x, y, a, k, kw))(1, 5, 6, k=7, z=8), (lambda *, k: k)(k=1), (lambda x, /: x)(9))
print((lambda f: lambda x: f(f(x)))(lambda x: x * 3)(2), (lambda: (yield))().__class__.__name__, (lambda x: (x, x))(1), (lambda: ())(), (lambda x=(lambda: 5): x())())
print(sorted([3, -1, 2], key=lambda x: -x), list(map(lambda a, b: a * b, [1, 2], [3, 4])), (lambda s: s[::-1])("abc"), (lambda: None)(), (lambda x: x if x else "falsy")(0))
f = lambda: 0
print(f.__name__, f.__qualname__, (lambda a, b: 0).__code__.co_varnames)
compose = lambda *fs: lambda x: x if not fs else compose(*fs[1:])(fs[0](x))
print(compose(lambda x: x + 1, lambda x: x * 10, str)(4))
try:
    (lambda x: x)()
except TypeError as error:
    print(error)
