# The attribute names of a class pattern are not mangled in a class.
class C: pass
c = C(); setattr(c, "__attr", "spam"); setattr(c, "_Outer__attr", "bacon")
class Outer:
    def f(self, x):
        match x:
            case C(__attr=y): return y
print(Outer().f(c))
