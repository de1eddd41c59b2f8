# Assignment anywhere in a function makes the name local in all of it.
x = "global"
def f():
    try:
        print(x)
    except UnboundLocalError as error:
        print(error)
    x = 1
    return x

print(f())
def g(flag):
    if flag:
        value = 1
    return value

print(g(True))
for function in (lambda: g(False), lambda: h(), lambda: k(), lambda: m(), lambda: undefined_name):
    try:
        function()
    except NameError as error:
        print(type(error).__name__, error)
    def h():
        x += 1
    def k():
        for unused in []:
            pass
        return unused
    def m():
        del never
        never = 1
