# Class bodies see their own names and globals; methods and comprehensions do not see class names.
x = "global"
class C:
    x = "class"
    y = x
    z = [x for _ in range(1)]
    first = [i for i in [x]]
    def method(self):
        return x
    w = (lambda: x)()

c = C()
print(C.y, C.z, C.first, c.method(), C.w)
def f():
    x = "function"
    class D:
        y = x
        x = "class D"
        z = x
        def m(self):
            return x
    return D.y, D.z, D().m()

try:
    print(f())
except NameError as error:
    print(error)
class E:
    try:
        later
    except NameError as error:
        message = str(error)
    later = 1
    del later
    for i in range(3):
        pass

print(E.message, E.i, hasattr(E, "later"))
