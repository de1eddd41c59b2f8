# Defaults are evaluated once, when the def statement runs.
def append(item, to=[]):
    to.append(item)
    return to

print(append(1), append(2), append(3, []), append(4), append.__defaults__)
n = 1
def early(x=n, *, y=n + 1):
    return x, y

n = 100
print(early(), early.__defaults__, early.__kwdefaults__)
functions = []
for i in range(3):
    def f(i=i):
        return i
    functions.append(f)
print([f() for f in functions])
def noisy(name):
    print("default", name)
    return name

def g(a=noisy("a"), /, b=noisy("b"), *, c=noisy("c")):
    return a + b + c

print(g(), g("x"))
g.__defaults__ = ("1", "2")
print(g())
