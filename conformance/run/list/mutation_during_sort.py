# A list looks empty while it is sorted; changing it raises ValueError.
a = [3, 1, 2]
def key(x):
    print("inside", a)
    return x

a.sort(key=key)
print(a)
def bad_key(x):
    a.append(9)
    return x

try:
    a.sort(key=bad_key)
except ValueError as error:
    print(error)
print(a)
def failing(x):
    if x == 2:
        raise KeyError("two")
    return x

b = [3, 2, 1]
try:
    b.sort(key=failing)
except KeyError as error:
    print("KeyError", error)
print(b)
