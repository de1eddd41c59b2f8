# A TypeError of the method that %d asks has the text of a value without one.
class R:
    def __index__(self): raise TypeError("own")
try: "%d" % R()
except TypeError as e: print(e)
class I:
    def __int__(self): raise TypeError("own")
class F(float):
    def __int__(self): return 7
class N(int):
    def __int__(self): return 8
class V:
    def __int__(self): raise ValueError("kept")
for template, value in (("%d", I()), ("%x", R()), ("%d", F(2.5)), ("%d", N(1)), ("%i", V())):
    try: print(template % value)
    except (TypeError, ValueError) as e: print(e)
