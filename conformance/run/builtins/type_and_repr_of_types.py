# type() and the reprs of types, functions, modules and singletons.
import math
for value in (1, 1.0, "s", b"b", None, True, ..., NotImplemented, [], (), {}, set(), frozenset(), range(1), slice(1), len, print, int, type, object(), math, (lambda: 0), (x for x in ()), iter([]), ValueError(), [].append, str.upper, int.__add__, (1).__add__, {}.keys(), map(len, []), property(), staticmethod(len), classmethod(len), super, zip, bytearray()):
    print(type(value).__name__, end=" ")
print()
print(int, type, ValueError, type(None), type(...), type(lambda: 0), type(math), type(len), type([].append), type(NotImplemented))
print(len, [].append.__name__, str.upper, int.__add__, ..., None, NotImplemented, object, type(type), str(type(5)), repr(print))
print(int.__name__, int.__qualname__, int.__module__, ValueError.__module__, int.__bases__, type.__mro__, bool.__base__, type(1) is int, object.__base__)
