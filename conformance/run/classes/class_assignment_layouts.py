# `__class__` can be set only to a class whose instances are laid out alike.
class J: __slots__ = ["c", "b"]
class K(J): __slots__ = []
class N(J): __slots__ = ["__weakref__"]
class P(J): __slots__ = ["__dict__"]
class Q(J): pass
class R(J): pass
for a in J, K, N, P, Q, R:
    for b in J, K, N, P, Q, R:
        instance = a()
        try:
            instance.__class__ = b
            print(a.__name__, b.__name__, "ok")
        except TypeError as error:
            print(a.__name__, b.__name__, error)
