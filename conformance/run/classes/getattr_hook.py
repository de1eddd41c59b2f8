# __getattr__ runs only after normal lookup failed, also for errors inside properties.
class C:
    present = "here"
    def __init__(self):
        self.own = 1
    @property
    def broken(self):
        raise AttributeError("inside property")
    def __getattr__(self, name):
        print("getattr", name)
        if name.startswith("no"):
            raise AttributeError(f"refused {name}")
        return name.upper()

c = C()
print(c.present, c.own, c.dynamic, c.broken)
print(hasattr(c, "nope"), hasattr(c, "yes"), getattr(c, "no", 5), c.__class__.__name__)
try:
    c.nothing
except AttributeError as error:
    print(error)
try:
    len(c)
except TypeError as error:
    print(error)
try:
    c + 1
except TypeError as error:
    print(error)
print(c.__len__)
class Delegate:
    def __init__(self, target):
        self.target = target
    def __getattr__(self, name):
        return getattr(self.target, name)

d = Delegate([3, 1])
d.append(2)
d.sort()
print(d.target, d.count(1))
