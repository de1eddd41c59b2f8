# Wrong counts and values that cannot be unpacked.
def attempt(source):
    try:
        a, b, c = source
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)

attempt([1, 2])
attempt([1, 2, 3, 4])
attempt(5)
attempt("ab")
attempt((1, 2, 3, 4, 5))
attempt({})
attempt({1: 1, 2: 2, 3: 3, 4: 4})
attempt(iter([1]))
attempt(i for i in range(10))
attempt(None)
try:
    a, *b, c = [1]
except ValueError as error:
    print(error)
try:
    *a, b = ()
except ValueError as error:
    print(error)
try:
    a, (b, c) = 1, 2
except TypeError as error:
    print(error)
try:
    for a, b in [(1, 2), (3,)]:
        print(a, b)
except ValueError as error:
    print(error)
try:
    () = [1]
except ValueError as error:
    print(error)
