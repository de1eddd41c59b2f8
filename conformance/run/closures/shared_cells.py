# Two closures of one call share the variable; two calls do not.
def account(balance):
    def deposit(n):
        nonlocal balance
        balance += n
        return balance
    def show():
        return balance
    return deposit, show

d1, s1 = account(10)
d2, s2 = account(100)
d1(5)
d2(1)
d1(5)
print(s1(), s2())
print(d1.__closure__[0].cell_contents, len(d1.__closure__), d1.__code__.co_freevars)
def counter():
    n = 0
    while True:
        def get(add=0):
            nonlocal n
            n += add
            return n
        return get

a = counter()
print(a(1), a(2), a())
def params(a, *args, **kw):
    return lambda: (a, args, kw)

print(params(1, 2, 3, k=4)())
