# Overriding a property's accessor in a subclass, and a property over a plain attribute.
class A:
    @property
    def v(self):
        return "A.v"
    w = "plain"

class B(A):
    @A.v.setter
    def v(self, value):
        print("B sets", value)
    @property
    def w(self):
        return "computed " + super().w

class C(B):
    v = "no longer a property"

b = B()
b.v = 1
print(b.v, b.w, C().v)
c = C()
c.v = 5
print(c.v)
class Names:
    p = property(lambda self: 1)
    q = p.getter(lambda self: 2)

print(Names().p, Names().q, Names.p is Names.q)
class Unnamed: pass
Unnamed.z = property()
for case in (lambda: Unnamed().z, lambda: setattr(Unnamed(), "z", 1), lambda: delattr(b, "v"), lambda: setattr(A(), "v", 1)):
    try:
        case()
    except AttributeError as error:
        print(error)
