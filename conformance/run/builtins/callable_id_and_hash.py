# callable, id as identity, hash of equal values.
class C:
    def m(self): pass
class D:
    def __call__(self): pass

print(callable(len), callable(C), callable(C()), callable(D()), callable(C().m), callable(5), callable("f"), callable(lambda: 0), callable(None))
a, b = [], []
print(id(a) == id(a), id(a) == id(b), id(None) == id(None), type(id(a)).__name__, (id(a) == id(b)) == (a is b))
c = a
print(id(c) == id(a), id(C) == id(C), id(C()) == 0)
print(hash("x") == hash("x"), hash((1, "a")) == hash((1, "a")), hash(1) == hash(1.0), hash(C) == hash(C), hash(len) == hash(len))
for case in (lambda: callable(), lambda: id(), lambda: id(1, 2), lambda: hash([]), lambda: callable(1, 2)):
    try:
        print(case())
    except TypeError as error:
        print(error)
