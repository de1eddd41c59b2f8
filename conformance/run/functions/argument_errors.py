# The texts of call errors.
def none(): pass
def one(a): pass
def two(a, b): pass
def default(a, b=1): pass
def three(a, b, c, d=1): pass
def posonly(a, b, /, c): pass
def kwonly(a, *, k, l, m=1): pass
def star(a, *args, k): pass
cases = [
    lambda: none(1), lambda: none(1, 2), lambda: none(x=1), lambda: one(), lambda: one(1, 2), lambda: one(b=1), lambda: one(1, a=2), lambda: two(), lambda: two(1),
    lambda: two(b=1), lambda: two(1, 2, 3), lambda: default(), lambda: default(1, 2, 3), lambda: three(), lambda: three(1), lambda: three(1, 2, 3, 4, 5), lambda: three(1, d=4),
    lambda: posonly(), lambda: posonly(a=1, b=2, c=3), lambda: posonly(1, 2, 3, 4), lambda: posonly(1, b=2, c=3), lambda: kwonly(1), lambda: kwonly(1, k=1), lambda: kwonly(1, 2, k=1, l=2),
    lambda: kwonly(1, 2), lambda: star(1, 2, 3), lambda: star(k=1), lambda: one(1, 2, 3, k=4), lambda: two(1, 2, c=3, d=4), lambda: kwonly(),
]
for case in cases:
    try:
        print(case())
    except TypeError as error:
        print(error)
