# __class__ can be assigned where instances are laid out alike.
class J: __slots__ = ["c", "b"]
class N(J): __slots__ = ["__weakref__"]
class P(J): __slots__ = ["__dict__"]
class Q(J): pass
for a, b in ((N, P), (P, N), (J, N), (N, J), (Q, J), (P, Q), (N, Q)):
    x = a()
    try: x.__class__ = b; print(a.__name__, b.__name__, "ok")
    except TypeError as e: print(a.__name__, b.__name__, e)
class A: __slots__ = ("a",)
class B(A): __slots__ = ("b",)
class C: __slots__ = ("a", "b")
class D: __slots__ = ("a",)
class E(A): __slots__ = ()
class F: pass
class G(F): pass
class H(F):
    def extra(self): pass
class I(A): __slots__ = ("b",)
for a, b in ((B, C), (A, D), (A, E), (E, D), (F, G), (G, H), (B, I), (I, B), (F, A), (H, F)):
    x = a()
    try: x.__class__ = b; print(a.__name__, b.__name__, "ok")
    except TypeError as e: print(a.__name__, b.__name__, e)
x = A(); x.a = 1; x.__class__ = D; print(x.a, type(x).__name__)
