# __init_subclass__ runs for every subclass, with the keywords of the class statement.
class Plugin:
    registry = []
    def __init_subclass__(cls, /, label=None, **kwargs):
        super().__init_subclass__(**kwargs)
        print("init_subclass", cls.__name__, label)
        cls.registry.append((cls.__name__, label))

class A(Plugin, label="a"):
    pass

class B(A):
    pass

class C(B, label=5):
    def __init_subclass__(cls):
        print("C's own", cls.__name__)
        super().__init_subclass__(label="from C")

class D(C):
    pass

print(Plugin.registry)
for function in (lambda: type("E", (A,), {}, label="dynamic"), lambda: type("F", (A,), {}, nope=1), lambda: type("G", (), {}, x=1)):
    try:
        print(function().__name__)
    except TypeError as error:
        print(error)
try:
    class H(object, key=1):
        pass
except TypeError as error:
    print(error)
