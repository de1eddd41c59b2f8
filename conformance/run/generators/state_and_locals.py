# Local variables, try blocks and loops survive suspension.
def g(*args, k=1, **kw):
    local = [args]
    for i, x in enumerate("ab"):
        try:
            with Manager(i):
                local.append((yield i, x, k))
                try:
                    raise KeyError(i)
                except KeyError as error:
                    local.append((yield repr(error)))
        finally:
            local.append("f")
    k, kw = kw, k
    yield local, k, kw

class Manager:
    def __init__(self, n): self.n = n
    def __enter__(self): print("enter", self.n)
    def __exit__(self, *exc): print("exit", self.n)

gen = g(1, 2, k=3, z=4)
print(next(gen))
for value in "pqrs":
    print(gen.send(value))
print(next(gen, "end"))
two = [g(n) for n in range(2)]
print(next(two[0]), next(two[1]), two[1].send("x"), two[0].send("y"))
for t in two: t.close()
