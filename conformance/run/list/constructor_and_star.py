# list() of iterables, star in displays, and evaluation order.
print(list(), list("abc"), list((1, 2)), list({1: 2}), list(range(3)), list(x * x for x in range(4)), list(list([1])))
print([*range(3), *"ab", *[], *{"k": 1}], [*[1], 2, *(3,)], (*[1], 2), {*[1, 2], 3}, [*[[]]])
for case in (lambda: [*5], lambda: [*None], lambda: (*1,), lambda: {*2}, lambda: [1, *[2], *print]):
    try:
        print(case())
    except TypeError as error:
        print(error)
def f(x):
    print("f", x)
    return [x]

print([*f(1), f(2), *f(3)])
print([1, 2] + [3], [[0] * 2 for _ in range(2)], len([None] * 3), [] * 3, [1, 2, 3] > [1, 2], [0] in [[0]])
