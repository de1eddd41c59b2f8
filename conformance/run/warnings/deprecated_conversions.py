# Conversions that are deprecated warn of it.
class I:
    def __index__(self): return True
print([1, 2][I()])
if NotImplemented: print("true")
class T:
    def __trunc__(self): return 3
print(int(T()))
class Strict(int): pass
class J:
    def __index__(self): return Strict(1)
    def __int__(self): return True
    def __float__(self): return F(2.5)
class F(float): pass
print("abc"[J()])
print(int(J()))
print(float(J()))
print(not NotImplemented)
print(bool(NotImplemented))
