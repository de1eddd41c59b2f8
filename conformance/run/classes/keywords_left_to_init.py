# Constructors of built-in classes leave keyword arguments to the __init__ or __new__ that a subclass defines.
class Metres(float):
    def __init__(self, value, unit=None): self.unit = unit
class Row(tuple):
    def __init__(self, items, name=None): self.name = name
class Tags(frozenset):
    def __init__(self, items, name=None): self.name = name
for make in (lambda: Metres(2.5, unit="m").unit, lambda: Row([1], name="r").name, lambda: Tags([1], name="t").name):
    try: print(make())
    except TypeError as e: print(e)
class L(list):
    def __new__(cls, seq, extra=None):
        self = super().__new__(cls, seq); self.extra = extra; return self
print(L([1], extra=3).extra, L([1], extra=3))
class P(float): pass
class Q(tuple): pass
class R(list): pass
for make in (lambda: P(1, unit=2), lambda: Q([1], a=2), lambda: R([1], a=2), lambda: float.__new__(Metres, 1, unit=2), lambda: list.__init__([], a=1)):
    try: print(make())
    except TypeError as e: print(e)
