# Default repr shape, __repr__ and __str__ fallbacks, and both within containers.
class Plain:
    pass

text = repr(Plain())
print(text.startswith("<__main__.Plain object at 0x"), text.endswith(">"), str(Plain())[:22])
class R:
    def __repr__(self): return "R!"
class S:
    def __str__(self): return "S!"
class Both:
    def __repr__(self): return "repr"
    def __str__(self): return "str"
class Sub(Both):
    def __repr__(self): return "sub" + super().__repr__()

print(R(), str(R()), [R()], f"{R()} {R()!r}", S(), [Both()], (Both(),), {Both(): Both()}, Sub(), [Sub()], {1: S} != 0)
print("%s %r" % (Both(), Both()), "{} {!r}".format(Both(), Both()), f"{Both()!s:>5}|{Both()!r:<6}|", "".join([str(Both())]), ascii(R()))
print(Plain, [Plain], Plain.__repr__ is object.__repr__, type(Plain()).__repr__ is object.__repr__)
def outer():
    class Local: pass
    return Local

print(outer(), repr(outer()())[:32], outer().__qualname__)
