# Augmented assignment prefers the in-place method and falls back to the binary one.
class I:
    def __init__(self, log): self.log = log
    def __iadd__(self, other):
        self.log.append(("iadd", other))
        return self
    def __add__(self, other): return "plain add"
    def __isub__(self, other): return NotImplemented
    def __sub__(self, other): return "sub after isub declined"
    def __imul__(self, other): return "anything"

class OnlyAdd:
    def __add__(self, other): return ("add", other)
class OnlyRadd:
    def __radd__(self, other): return ("radd", other)

a = b = I([])
a += 1
a += 2
print(a is b, a.log)
a -= 1
print(a)
b *= 3
print(b)
c = OnlyAdd()
c += 5
d = 5
d += OnlyRadd()
print(c, d)
for name in ("imatmul", "itruediv", "ifloordiv", "imod", "ipow", "ilshift", "irshift", "iand", "ixor", "ior"):
    setattr(I, f"__{name}__", lambda self, other, name=name: self.log.append(name) or self)
e = I([])
e @= 1; e /= 1; e //= 1; e %= 1; e **= 1; e <<= 1; e >>= 1; e &= 1; e ^= 1; e |= 1
print(e.log)
f = OnlyRadd()
try:
    f -= 1
except TypeError as error:
    print(error)
