# Methods bind at access; functions stored on the instance do not bind.
class C:
    def m(self, x=0):
        return (self.name, x)

c = C()
c.name = "c"
bound = c.m
c.name = "renamed"
print(bound(1), C.m(c, 2), bound.__self__ is c, bound.__name__, bound.__func__ is C.__dict__["m"])
c.m = lambda x: ("instance", x)
print(c.m(3), bound(4))
del c.m
print(c.m(5))
C.m = lambda self, x: ("replaced", x)
print(c.m(6), bound(7))
d = C()
d.name = "d"
print(bound == c.m, c.m == c.m, {c.m: 1}[c.m], c.m == d.m, hash(c.m) == hash(c.m))
print([f(1) for f in [c.m, d.m, bound]], list(map(d.m, "xy")))
try:
    bound.attribute = 1
except AttributeError as error:
    print(error)
