# Values are formatted one after the other; a spec is evaluated after its value.
class Noisy:
    def __init__(self, name):
        self.name = name
    def __format__(self, spec):
        print("format", self.name, repr(spec))
        return self.name
    def __repr__(self):
        print("repr", self.name)
        return self.name.upper()

def make(name):
    print("make", name)
    return Noisy(name)

def text(s):
    print("spec", s)
    return s

print(f"{make('a'):{text('x')}{text('y')}} {make('b')!r:>{text('5')}} {make('c')}")
print(f"{make('d')=}")
print(f"{make('e')=!s}")
