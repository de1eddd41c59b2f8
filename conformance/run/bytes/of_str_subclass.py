# bytes() of a str whose class has __bytes__ asks it, unless there is an encoding.
class S(str):
    def __bytes__(self): return b"zz"
print(bytes(S("a")))
print(bytes(S("a"), "utf-8"))
try: bytes(S("a"), errors="strict")
except TypeError as e: print(e)
