# Annotated names: with and without value; annotations of simple names are kept at module level.
x: int = 5
y: str
z: list[int] = []
(w): int = 3
print(x, z, w, __annotations__)
try:
    print(y)
except NameError as error:
    print(error)
class C:
    a: int = 1
    b: "undefined name" = 2

print(C.__annotations__, C.a, C.b)
def f(p: int, q: "str" = "d", *args: float, k: bool = True, **kw: dict) -> None:
    local: nothing_evaluated = 1
    return local

print(f.__annotations__, f(1))
obj = C()
obj.attr: int = 9
print(obj.attr, C.__annotations__)
def g():
    only_declared: int
    try:
        return only_declared
    except UnboundLocalError as error:
        return error

print(g())
