# A __repr__ that is object's __str__ asks for itself.
class Foo: pass
Foo.__repr__ = Foo.__str__
try: print(repr(Foo())[:10])
except RecursionError as e: print("RecursionError", "maximum recursion depth" in str(e))
