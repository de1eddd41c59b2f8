# __del__ runs at gc.collect() at the latest, once, and its errors do not propagate.
import gc
class D:
    def __init__(self, name): self.name = name
    def __del__(self): log.append(self.name)

log = []
a = D("a")
del a
gc.collect()
print(log)
b, c = D("b"), D("c")
b.other, c.other = c, b
del b, c
gc.collect()
print(sorted(log))
def f():
    local = D("local")
    return local.name

print(f())
gc.collect()
gc.collect()
print(sorted(log))
