# Errors of * and ** in calls.
def f(a=None, b=None, **kw):
    return a, b, kw

cases = [
    lambda: f(*5), lambda: f(**5), lambda: f(**{1: 2}), lambda: f(*None), lambda: f(a=1, **{"a": 2}), lambda: f(**{"x": 1}, **{"x": 2}), lambda: f(1, **{"a": 2}), lambda: f(*[1], a=2),
    lambda: print(*5), lambda: print(**{"nope": 1}), lambda: f(**[("a", 1)]), lambda: f(*[1, 2, 3]), lambda: f()(), lambda: len(*[]), lambda: len(**{"obj": []}), lambda: (lambda: 0)(1),
]
for case in cases:
    try:
        print(case())
    except TypeError as error:
        print(error)
for thing in (5, None, "abc", [], ..., f(), 1.5):
    try:
        thing()
    except TypeError as error:
        print(error)
