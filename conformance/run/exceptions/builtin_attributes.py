# Extra attributes of AttributeError, NameError, ImportError and friends.
class C: pass
c = C()
try:
    c.missing
except AttributeError as error:
    print(error.name, error.obj is c)
try:
    undefined
except NameError as error:
    print(error.name)
try:
    import no_such_module
except ModuleNotFoundError as error:
    print(error, error.name, isinstance(error, ImportError))
try:
    from math import no_such_name
except ImportError as error:
    print(type(error).__name__, str(error).split(" (")[0], error.name)
try:
    b"\xff".decode()
except UnicodeDecodeError as error:
    print(error.reason, error.start)
def generator():
    return 5
    yield

try:
    next(generator())
except StopIteration as error:
    print(error.value, error.args)
print(AttributeError("m", name="n", obj=1).name, NameError("m", name="q").name, ImportError("m", name="n", path="p").path)
