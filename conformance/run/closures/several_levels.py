# A variable reached through functions that do not use it themselves.
def a():
    x = "a"
    def b():
        def c():
            def d():
                nonlocal x
                x += "d"
                return x
            return d
        return c
    return b()()(), x

print(a())
def f():
    x = 1
    def g():
        x = 2
        def h():
            nonlocal x
            x += 10
            return x
        return h(), x
    return g(), x

print(f())
x = "global"
def shadow():
    x = "local"
    def inner():
        global x
        x = "changed"
        return x
    return inner(), x

print(shadow(), x)
def recursive_local():
    def factorial(n):
        return 1 if n < 2 else n * factorial(n - 1)
    return factorial(10)

print(recursive_local())
