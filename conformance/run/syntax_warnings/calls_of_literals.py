# A comma that is missing makes a call.
def never():
    1(2), "s"(3), b"s"(4), [1](2), {1: 2}(3), {1}(3), (1, 2)(2), f"{1}"(3), None(1), ...(2), True(1), 1.5(1)
    [i for i in ()](3), {i for i in ()}(1), {i: i for i in ()}(1), (i for i in ())(1), (1 + 1)(2), "abc"[0](1)
    (lambda: 0)(), never()(1), "a".upper()(2)
    return [
        (1, 2)
        (3, 4)
    ]
try:
    never()
except TypeError as error:
    print(error)
