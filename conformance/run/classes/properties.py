# Getter, setter, deleter; missing ones; inheritance and overriding.
class C:
    def __init__(self):
        self._x = 1
    @property
    def x(self):
        "the doc"
        print("get")
        return self._x
    @x.setter
    def x(self, value):
        print("set", value)
        self._x = value
    @x.deleter
    def x(self):
        print("del")
        del self._x
    @property
    def readonly(self):
        return "r"
    writeonly = property(None, lambda self, v: print("wrote", v))
    @property
    def failing(self):
        return self.missing

c = C()
c.x = c.x + 1
c.x += 10
del c.x
print(C.x.__doc__, C.__dict__["x"].fget.__name__, type(C.x).__name__, "x" in vars(c), hasattr(c, "x"), hasattr(c, "failing"))
c.writeonly = 3
def assign(): c.readonly = 1
def delete(): del c.readonly

for case in (assign, delete, lambda: c.writeonly, lambda: c.failing, lambda: c.x):
    try:
        case()
    except AttributeError as error:
        print(error)
c.__dict__["readonly"] = "hidden"
print(c.readonly, c.__dict__)
