# A special method of a built-in class that another class has borrowed is called, and refuses the object.
class A(int):
    __add__ = str.__add__
    __radd__ = list.__add__
    __mul__ = str.__mul__
class L(list):
    __add__ = list.__mul__
for f in (lambda: A() + A(), lambda: 1 + A(), lambda: A() * 2, lambda: L([1]) + 2, lambda: [1] + L([2])):
    try: print(f())
    except TypeError as e: print(e)
