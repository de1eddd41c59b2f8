# __mro_entries__ of a base that is no class gives the classes in its place.
class Fake:
    def __init__(self, *classes): self.classes = classes
    def __mro_entries__(self, bases):
        print([type(base).__name__ for base in bases])
        return self.classes
class A: pass
class D(Fake(list, A)): pass
print(D.__mro__, D.__orig_bases__[0].classes, D([1]))
class E(A, Fake()): pass
print(E.__bases__, len(E.__orig_bases__), "__orig_bases__" in vars(E))
class Wrong:
    def __mro_entries__(self, bases): return [A]
try:
    class F(Wrong()): pass
except TypeError as e: print(e)
try: type("G", (Fake(),), {})
except TypeError as e: print(e)
