# isinstance believes what an object's attribute __class__ is, also where __getattribute__ gives it.
class C:
    def f(self): return "C.f"
class Proxy:
    def __init__(self, o): self.__o = o
    def __getattribute__(self, n):
        if n.startswith("_Proxy__"): return object.__getattribute__(self, n)
        return getattr(self.__o, n)
p = Proxy(C())
print(isinstance(p, C), p.__class__)
class Liar:
    def __getattribute__(self, n): raise AttributeError(n)
class Wrong:
    def __getattribute__(self, n): raise ValueError(n)
print(isinstance(Liar(), C), isinstance(p, Proxy), isinstance(p, int))
try: isinstance(Wrong(), C)
except ValueError as e: print(repr(e))
