# __class__ and zero-argument super() refer to the class that was defined, not to the name.
class A:
    def who(self):
        return __class__.__name__
    @staticmethod
    def static():
        return __class__
    def via(self):
        return super().__repr__()[:12]

B = A
class A:
    pass

print(B().who(), B.static() is B, B.static() is A, B().via())
def make(n):
    class Local:
        def get(self):
            return __class__, n
    return Local

one, two = make(1), make(2)
print(one().get()[0] is one, two().get()[0] is two, one is two, one().get()[1])
class C:
    try:
        __class__
    except NameError as error:
        message = str(error)
    functions = [lambda self: __class__.__name__]

print(C.message, C.functions[0](None), C().__class__ is C)
