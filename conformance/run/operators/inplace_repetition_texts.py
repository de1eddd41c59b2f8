# What x *= y says where one side is a sequence.
for a, b in (([1], "x"), ([1], 1.5), ({1: 2}, "ab"), (bytearray(b"a"), []), ({1}, [1])):
    try: a *= b
    except TypeError as e: print(e)
class R:
    def __rmul__(self, other): return ("reflected", other)
x = [1]; x *= R(); print(x)
x = bytearray(b"a"); x *= R(); print(x)
class I:
    def __index__(self): return 2
x = y = [1]; x *= I(); print(x is y, x)
class P: pass
for a, b in ((5.5, "ab"), (None, [1]), (P(), "ab"), ((1,), 1.5), (range(3), [1])):
    try: a *= b
    except TypeError as e: print(e)
try: [1].__imul__("x")
except TypeError as e: print(e)
