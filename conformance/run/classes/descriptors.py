# Data descriptors beat the instance dict; non-data ones lose to it.
class Data:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name
    def __get__(self, obj, owner=None):
        return f"data {self.name} {'class' if obj is None else 'instance'} {owner.__name__}"
    def __set__(self, obj, value):
        print("set", value)
    def __delete__(self, obj):
        print("delete")

class NonData:
    def __get__(self, obj, owner):
        return "nondata", obj is None

class OnlySet:
    def __set__(self, obj, value):
        obj.__dict__["only"] = value * 2

class C:
    d = Data()
    n = NonData()
    only = OnlySet()

c = C()
print(c.d, C.d, c.n, C.n)
c.d = 5
del c.d
c.__dict__["d"] = "hidden"
c.__dict__["n"] = "visible"
c.only = 21
print(c.d, c.n, c.only, type(C.only).__name__)
C.d = "class attribute replaced"
print(c.d)
c.inst = NonData()
print(type(c.inst).__name__)
