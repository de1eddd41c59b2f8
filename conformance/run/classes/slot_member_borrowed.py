# A member of __slots__ works for instances of its own class only, also through caches and where the names are equal.
class A:
    __slots__ = ("slot",)


class B:
    borrowed = A.slot


class C:
    __slots__ = ("slot",)


class D(A):
    __slots__ = ()


C.other = A.slot


def told(action):
    try:
        print(action())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


def store(thing):
    thing.other = 1


for thing in B(), C():
    for _ in range(3):
        told(lambda: store(thing) if isinstance(thing, C) else setattr(thing, "borrowed", 1))
        told(lambda: thing.other if isinstance(thing, C) else thing.borrowed)
        told(lambda: delattr(thing, "borrowed") if isinstance(thing, B) else delattr(thing, "other"))
c = C()
c.slot = 5
for _ in range(3):
    told(lambda: c.other)
d = D()
d.slot = 3
told(lambda: (d.slot, A.slot.__get__(d)))
told(lambda: A.slot.__get__(c))
told(lambda: A.slot.__set__(c, 2))
