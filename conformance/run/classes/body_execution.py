# The class body runs like a function body: prints, loops, conditionals, name deletion.
print("before")
class C:
    print("body", __name__, __qualname__, __module__)
    x = 1
    for i in range(3):
        x += i
    if x > 3:
        def big(self): return "big"
    else:
        def small(self): return "small"
    y, *z = range(3)
    del i
    def f(x): return x * 2
    doubled = f(21)
    lst = [1]
    lst += [2]
    "not a docstring"
    class Inner:
        print("inner", __qualname__)

print("after", C.x, C().big(), hasattr(C, "small"), C.y, C.z, hasattr(C, "i"), C.doubled, C.lst, C.__doc__)
class D:
    """doc"""
    try:
        raise ValueError
    except ValueError:
        caught = True
    finally:
        cleaned = True

print(D.__doc__, D.caught, D.cleaned, [k for k in vars(D) if not k.startswith("__")])
try:
    class E:
        print("E body")
        1 / 0
except ZeroDivisionError as error:
    print(error)
try:
    E
except NameError as error:
    print(error)
