# divmod and abs of all numbers and of objects.
print(divmod(7, 2), divmod(-7, 2), divmod(7, -2), divmod(7.5, 2), divmod(-1, 3.0), divmod(True, 2), divmod(10 ** 30, 7), abs(-5), abs(5.5), abs(-0.0), abs(True), abs(-10 ** 30), abs(float("-inf")), abs(-2 ** 63))
class A:
    def __abs__(self): return "absolute"
    def __divmod__(self, other): return ("divmod", other)
    def __rdivmod__(self, other): return ("rdivmod", other)

print(abs(A()), divmod(A(), 1), divmod(1, A()))
for case in (lambda: divmod(1, 0), lambda: divmod(1.5, 0), lambda: divmod("a", "b"), lambda: divmod(1), lambda: abs("a"), lambda: abs([]), lambda: abs(None), lambda: divmod(1, 2, 3), lambda: abs(x=1), lambda: divmod([], 1)):
    try:
        print(case())
    except (TypeError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
