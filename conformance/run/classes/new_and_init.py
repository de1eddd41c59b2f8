# __new__ chooses the object; __init__ runs only if it is an instance of the class.
class C:
    def __new__(cls, *args, **kwargs):
        print("new", cls.__name__, args, kwargs)
        return super().__new__(cls)
    def __init__(self, *args, **kwargs):
        print("init", args, kwargs)

C(1, k=2)
class Single:
    instance = None
    def __new__(cls):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance
    def __init__(self):
        print("init again")

print(Single() is Single())
class Other:
    def __new__(cls, x):
        return x
    def __init__(self, x):
        print("never")

print(Other(5), Other("s"))
class Bad:
    def __init__(self):
        return 1

class Plain: pass
class OnlyNew:
    def __new__(cls, a):
        return object.__new__(cls)
class OnlyInit:
    def __init__(self, a):
        pass

for case in (lambda: Bad(), lambda: Plain(1), lambda: Plain(k=1), lambda: OnlyNew(1) and 0, lambda: OnlyNew(), lambda: OnlyInit(1) and 0, lambda: object(1), lambda: object.__new__(int), lambda: object.__new__(5), lambda: object.__new__(), lambda: int.__new__(str), lambda: Plain.__init__(Plain(), 1)):
    try:
        print(case())
    except TypeError as error:
        print(error)
