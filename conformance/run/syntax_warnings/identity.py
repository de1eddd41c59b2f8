# Identity with a literal; under `not` the operator is the other one.
x, y = 1000, None
print(x is "s", x is not b"s", x is (), x is (1, 2), 1.5 is x, -1 is x, 1 + 1 is not x, "a" is x is "b")
print(x is None, x is ..., x is True, x is [], y is not None, x == 1 is not y, 1 < x is y)
print(not x is 1, not not x is 1, not x is not 1 and x, "b" if not x is "a" else "c")
while x is not -5:
    x = -5
    break
