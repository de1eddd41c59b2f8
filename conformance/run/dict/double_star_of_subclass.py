# A dict's subclass is read as it is where it is unpacked, unless its class iterates in its own way.
class D(dict):
    def keys(self): return ["a"]
    def __getitem__(self, k): return "x"
d = D(a=1, b=2)
print({**d}, dict(d))
def f(**k): return k
print(f(**d))
class Own(D):
    def __iter__(self): return iter(())
own = Own(a=1)
print({**own}, f(**own))
