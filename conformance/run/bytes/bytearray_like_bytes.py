# bytearrays and their subclasses where bytes are: join, patterns, repr, membership.
print(bytearray(b",").join(x for x in (b"A", b"B")), b",".join(x for x in [bytearray(b"A")]))
match bytearray(b"x"):
    case bytearray(b): print(b)
class BA(bytearray): pass
print(repr(BA(b"a'")), str(BA(b"b")), [BA(b"c")], f"{BA(b'd')!r}")
for b in (b"a", bytearray(b"a")):
    for n in (2**70, 256, -1):
        try: print(n in b)
        except Exception as e: print(type(e).__name__, e)
