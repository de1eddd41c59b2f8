# __set_name__ is called in definition order before __init_subclass__.
class Field:
    def __init__(self, kind):
        self.kind = kind
    def __set_name__(self, owner, name):
        self.name = name
        print("set_name", name)
        if not hasattr(owner, "fields"):
            owner.fields = []
        owner.fields.append(name)
    def __get__(self, obj, owner):
        return self if obj is None else obj.__dict__.get(self.name, self.kind())
    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}")
        obj.__dict__[self.name] = value

class Base:
    def __init_subclass__(cls):
        print("init_subclass", cls.fields)

class Record(Base):
    b = Field(int)
    a = Field(str)

r = Record()
r.b = 5
print(r.b, repr(r.a), vars(r))
try:
    r.a = 5
except TypeError as error:
    print(error)
class Bad:
    def __set_name__(self, owner, name):
        raise ValueError("bad name")
try:
    class X:
        y = Bad()
except ValueError as error:
    print(error, error.__notes__)
Record.late = Field(int)
