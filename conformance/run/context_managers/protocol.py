# Order of __enter__ and __exit__, what __exit__ receives, and suppression.
class M:
    def __init__(self, name, suppress=False): self.name, self.suppress = name, suppress
    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()
    def __exit__(self, exc_type, exc, tb):
        print("exit", self.name, exc_type and exc_type.__name__, exc, tb is not None)
        return self.suppress

with M("a") as a, M("b") as b:
    print(a, b)
with M("s", True):
    raise ValueError("suppressed")
print("after")
try:
    with M("outer"), M("inner"):
        1 / 0
except ZeroDivisionError as error:
    print("caught", error)
with M("x"):
    with M("y", "truthy"):
        raise KeyError("k")
    print("continues here")
with (M("p") as p, M("q"),):
    print(p)
with M("never used"): pass
with M("t") as (c1):
    print(c1)
with M("uv") as (u, v):
    print(u, v)
