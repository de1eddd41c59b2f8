# return, break and continue run __exit__ on their way out.
class M:
    def __init__(self, name): self.name = name
    def __enter__(self): return self
    def __exit__(self, *exc):
        print("exit", self.name, exc[0], exc[1])
        return True

def f():
    with M("f"):
        return "value"

def g():
    for i in range(4):
        with M(i):
            if i == 1: continue
            if i == 2: break
            print("body", i)
    return "end"

def h():
    with M("h"):
        raise ValueError
    return "after suppression"

def k():
    with M("outer"):
        with M("inner"):
            return [print("computing"), "k"][1]

def m():
    while True:
        with M("m"), M("n"):
            try:
                return "m"
            finally:
                break
    return "broken out"

print(f(), g(), h(), k(), m())
