# What a wrong call of a built-in is told of first, and in which words.
def attempt(call):
    try: print(call())
    except TypeError as error: print(error)


attempt(lambda: (1).__pow__())
attempt(lambda: (1).__rpow__(1, 2, 3))
attempt(lambda: (1.0).__pow__())
attempt(lambda: attempt.__get__())
attempt(lambda: property().__get__(1, 2, 3))
attempt(lambda: sorted(5, x=1))
attempt(lambda: sorted([], x=1))
attempt(lambda: zip(**{"a": 1, "b": 2}))
attempt(lambda: zip(strict=1, b=2))
attempt(lambda: zip(a=1))
attempt(lambda: property(x=1))
attempt(lambda: property(1, fget=1))
attempt(lambda: property(1, 2, 3, 4, 5))
