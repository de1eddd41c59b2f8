# A chain evaluates each operand once and stops at the first false link.
def value(x):
    print("eval", x)
    return x

print(value(1) < value(2) < value(3))
print(value(3) < value(1) < value(2))
print(1 < 3 > 2 != 5, 1 == 1.0 == True, (1 < 2) == True, 1 < 2 == True)
x = [1]
print(x in [x] == True, 1 in [1] is True, 3 > 2 > 1 > 0 > 0)
