# vars and dir of instances, classes and modules.
class A:
    z = 1
    def method(self): pass
class B(A):
    y = 2
    def __init__(self): self.x = 3

b = B()
print(vars(b), [n for n in vars(B) if not n.startswith("_")], [n for n in dir(b) if not n.startswith("_")], [n for n in dir(B) if not n.startswith("_")])
class D:
    def __dir__(self): return ["b", "a", "c"]

print(dir(D()), "__class__" in dir(object()), "append" in dir([]), "upper" in dir(str), sorted(set(dir(b)) - set(dir(B))))
def f():
    local = 1
    return dir(), sorted(vars())

print(f(), "b" in dir(), "b" in vars())
class Bad:
    def __dir__(self): return 5
class Slots:
    __slots__ = ("s",)

for case in (lambda: vars(5), lambda: vars([]), lambda: vars(Slots()), lambda: dir(Bad()), lambda: vars(1, 2), lambda: dir(1, 2)):
    try:
        print(case())
    except TypeError as error:
        print(error)
