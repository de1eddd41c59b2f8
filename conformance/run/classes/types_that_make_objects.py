# The types of None, ..., methods and modules can be called.
import types
class C: pass
for f in (lambda: type(None)(), lambda: type(...)(), lambda: types.MethodType(lambda self: "bound", C())(), lambda: types.ModuleType("m").__name__):
    try: print(f())
    except TypeError as e: print(e)
print(type(NotImplemented)() is NotImplemented)
m = types.ModuleType("m", "doc"); m.x = 1
print(m.__doc__, m.x, m.__package__, m)
for f in (lambda: type(None)(1), lambda: type(...)(1), lambda: types.ModuleType(), lambda: types.ModuleType(5), lambda: types.MethodType(1, 2), lambda: types.MethodType(print, None)):
    try: print(f())
    except TypeError as e: print(e)
