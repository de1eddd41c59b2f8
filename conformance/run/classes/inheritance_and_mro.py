# The C3 linearisation of a diamond and of deeper graphs.
class A:
    def who(self): return "A"
class B(A):
    def who(self): return "B" + super().who()
class C(A):
    def who(self): return "C" + super().who()
class D(B, C):
    def who(self): return "D" + super().who()
class E(C): pass
class F(D, E):
    def who(self): return "F" + super().who()

print([k.__name__ for k in D.__mro__], D().who())
print([k.__name__ for k in F.mro()], F().who())
print(F.__bases__, F.__base__, issubclass(F, A), isinstance(F(), (int, E)), D.__subclasses__())
class Left(B, A): pass
print([k.__name__ for k in Left.__mro__])
for bases in ((A, B), (B, C, B), (D, B, C), (C, B, D)):
    try:
        print([k.__name__ for k in type("X", bases, {}).__mro__])
    except TypeError as error:
        print(str(error).replace("\n", " / "))
try:
    class Bad(A, B): pass
except TypeError as error:
    print(error)
