# A function without return, with a bare return, or falling through gives None.
def a(): pass
def b(): return
def c(x):
    if x:
        return 1
def d():
    for i in range(3):
        if i == 1:
            return i, i + 1
def e(): return 1,
def f(): return *[1, 2], 3
def g(): "doc"
def h(): ...

print(a(), b(), c(0), c(1), d(), e(), f(), g(), h(), g.__doc__)
