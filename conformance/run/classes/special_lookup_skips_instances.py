# Implicit special methods are looked up on the type, not on the instance.
class C:
    def __len__(self):
        return 1

c = C()
c.__len__ = lambda: 99
c.__call__ = lambda: "called"
c.__iter__ = lambda: iter([1])
c.__bool__ = lambda: False
c.__repr__ = lambda: "instance repr"
print(len(c), c.__len__(), bool(c), repr(c) == "instance repr", c.__repr__())
for case in (lambda: c(), lambda: list(c), lambda: c[0], lambda: c + 1):
    try:
        print(case())
    except TypeError as error:
        print(error)
C.__call__ = lambda self, *a: ("class call", a)
C.__iter__ = lambda self: iter("xy")
C.__getitem__ = lambda self, k: k * 2
C.__add__ = lambda self, o: o + 1
print(c(1), list(c), c[4], c + 1, "x" in c)
del C.__iter__
C.__getitem__ = lambda self, k: [10, 20][k]
print(list(c))
