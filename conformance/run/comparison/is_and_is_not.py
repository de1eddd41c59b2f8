# Identity of singletons, mutable objects and bound methods.
a = []
b = a
print(a is b, a is not b, a is not a[:], None is None, True is not False)
class C:
    def m(self):
        pass

c = C()
print(c.m is c.m, c.m == c.m, C.m is C.m, c.m == C().m, c.m.__self__ is c, c.m.__func__ is C.m)
print(type(1) is int, type(c) is C, NotImplemented is NotImplemented, ... is Ellipsis)
print(print is print, [].append == [].append, a.append == b.append, a.append == [].append)
