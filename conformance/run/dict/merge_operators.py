# | makes a new dict, |= updates in place and takes pairs too.
a = {"x": 1, "y": 2}
b = {"y": 3, "z": 4}
print(a | b, b | a, a, {} | a)
c = a
c |= b
print(a is c, a)
c |= [("w", 0)]
print(c)
class D(dict):
    pass

print(type(D(a) | b).__name__, type(b | D(a)).__name__)
for case in (lambda: a | 5, lambda: a | [("k", 1)], lambda: [1] | a, lambda: a.__or__(5)):
    try:
        print(case())
    except TypeError as error:
        print(error)
try:
    c |= 5
except TypeError as error:
    print(error)
try:
    c |= [1]
except TypeError as error:
    print(error)
