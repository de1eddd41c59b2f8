# A property keeps an explicit docstring where it gets another getter.
class P:
    a = property(doc="hello")
    @a.getter
    def a(self): "getter doc"
    b = property(lambda s: 1, doc="explicit")
    c = b.getter(lambda s: 2)
print(P.a.__doc__, P.b.__doc__, P.c.__doc__)
