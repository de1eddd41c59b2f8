# isinstance with tuples, unions and __class__ overrides.
class A: pass
class B(A): pass

print(isinstance(B(), A), isinstance(5, (str, (int, A))), isinstance(5, int | str), isinstance(None, int | None), isinstance("a", int | None), issubclass(B, (int, A)), issubclass(bool, int | str), isinstance(True, int), isinstance(B, type), isinstance(A(), object))
class Liar:
    @property
    def __class__(self):
        return int

print(isinstance(Liar(), int), isinstance(Liar(), Liar), type(Liar()).__name__)
for case in (lambda: isinstance(5, 5), lambda: isinstance(5, "int"), lambda: isinstance(5, (int, 5)), lambda: isinstance("a", (int, 5)), lambda: issubclass(5, int), lambda: issubclass(int, 5), lambda: isinstance(5, [int]), lambda: isinstance(5, list[int]), lambda: issubclass(int, (str, "x")), lambda: isinstance(1), lambda: isinstance(5, ())):
    try:
        print(case())
    except TypeError as error:
        print(error)
