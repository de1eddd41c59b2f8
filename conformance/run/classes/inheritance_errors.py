# Things one cannot inherit from.
def attempt(function):
    try:
        function()
    except TypeError as error:
        print(error)

def a():
    class X(int, str): pass
def b():
    class X(bool): pass
def c():
    class X(type(None)): pass
def f():
    class X(range): pass
def g():
    class X(object, int): pass
def h():
    class X(int, int): pass
def i():
    class X(type(lambda: 0)): pass
def j():
    class X(list, dict): pass

for function in (a, b, c, f, g, h, i, j):
    attempt(function)
