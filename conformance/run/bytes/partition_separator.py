# partition gives the separator itself; a bytearray is extended by an empty str.
print(b"xay".rpartition(bytearray(b"a")), b"xay".partition(bytearray(b"a")), bytearray(b"xay").partition(b"a"))
class B(bytes): pass
print(type(b"xay".partition(B(b"a"))[1]).__name__, b"x".partition(B(b"a")))
b = bytearray()
for text in ("", "a"):
    try: print(b.extend(text))
    except TypeError as e: print(e)
class S(set): pass
try: S([], 2)
except TypeError as e: print(e)
