# Changes to classes are seen at once by instances and subclasses, also inside loops.
class A:
    def f(self): return "A.f"
class B(A): pass

b = B()
for step in range(6):
    print(step, b.f(), end="; ")
    if step == 0: A.f = lambda self: "patched A"
    if step == 1: B.f = lambda self: "patched B"
    if step == 2: b.f = lambda: "instance"
    if step == 3: del b.f
    if step == 4: del B.f
print()
class X:
    v = 1
    @property
    def p(self): return "property"

x = X()
seen = []
for step in range(4):
    seen.append((x.v, x.p))
    if step == 0: X.v = property(lambda self: "now a property")
    if step == 1: X.v = 3; x.v = 4
    if step == 2: X.p = "plain"
print(seen)
class Base1:
    def g(self): return 1
class Base2:
    def g(self): return 2
class Y(Base1): pass
y = Y()
print(y.g(), end=" ")
Y.__bases__ = (Base2,)
print(y.g(), Y.__mro__[1].__name__)
