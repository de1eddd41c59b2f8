# Binding of class and static methods through classes, instances and subclasses.
class A:
    @classmethod
    def make(cls, *args):
        return cls.__name__, args
    @staticmethod
    def plain(*args):
        return args

class B(A):
    pass

print(A.make(1), B.make(2), B().make(3), A.plain(4), B().plain(5), A.make.__self__ is A, B.make.__func__ is A.make.__func__)
print(A.__dict__["plain"](6), A.plain.__name__, A.make.__name__, type(A.__dict__["make"]).__name__, A.make == A.make, A.make == B.make)
class Alternative:
    def __init__(self, value):
        self.value = value
    @classmethod
    def parse(cls, text):
        return cls(int(text))

class Sub(Alternative):
    pass

print(type(Sub.parse("5")).__name__, Sub.parse("7").value)
f = staticmethod(len)
print(f("abc"))
try:
    A.__dict__["make"]()
except TypeError as error:
    print(error)
