# Names with two leading underscores are mangled in class bodies.
class A:
    __secret = 1
    def __hidden(self):
        return "hidden A"
    def call(self):
        return self.__hidden(), self.__secret, A.__secret
    def set(self, value):
        self.__secret = value
    __dunder__ = "not mangled"
    __trailing_ = "mangled"
    @staticmethod
    def local():
        __x = 5
        return sorted(locals())

class B(A):
    __secret = 2
    def __hidden(self):
        return "hidden B"
    def call_b(self):
        return self.__hidden(), self.__secret

b = B()
print(b.call(), b.call_b(), b.__dunder__, hasattr(b, "__secret"), b._A__secret, b._B__secret, b._A__hidden())
b.set(9)
print(b.__dict__, A.local(), [n for n in vars(A) if "ecret" in n or "railing" in n])
class _Under:
    __y = 1
    def f(self, __arg=2):
        return __arg, self.__y

print(_Under().f(), _Under._Under__y, _Under().f(**{"_Under__arg": 3}))
try:
    b.__secret
except AttributeError as error:
    print(error)
