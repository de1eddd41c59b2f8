# dir() of a bound method has the function's own attributes.
class C:
    def m(self): pass
C.m.known = 5
print("known" in dir(C().m), C().m.known, "known" in dir(C.m), "append" in dir([].append), "__self__" in dir(C().m))
