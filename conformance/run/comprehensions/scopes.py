# Comprehension variables do not leak; enclosing names are seen live.
x = "outer"
print([x for x in range(3)], x)
print([x for _ in range(1)], {x: x for x in "a"}, x)
def f():
    y = 10
    result = [y + i for i in range(2)]
    functions = [lambda: (i, y) for i in range(2)]
    y = 20
    return result, [g() for g in functions], [[y for y in range(y % 3)] for _ in range(1)], y

print(f())
try:
    print(i)
except NameError as error:
    print(error)
class C:
    n = 3
    a = [i for i in range(n)]
    try:
        b = [n for i in range(2)]
    except NameError as error:
        b = str(error)

print(C.a, C.b, hasattr(C, "i"))
z = [1, 2]
print([z for z in z], [[z for z in z] for z in [z]], z)
def g():
    try:
        return [k for j in [1] if k]
    except NameError as error:
        return str(error)
    k = 1

print(g())
def h():
    [locals_ := v for v in range(3)]
    return locals_, "v" in locals()
print(h())
