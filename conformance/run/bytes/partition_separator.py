# bytes.partition gives back the separator itself, bytearray.partition a copy of it.
separator = bytearray(b"a")
print(b"xay".rpartition(separator), b"xay".partition(separator)[1] is separator)
print(bytearray(b"xay").rpartition(b"a"), bytearray(b"xay").partition(separator)[1] is separator)
print(b"xy".partition(separator), b"xy".rpartition(separator), bytearray(b"xy").partition(b"a"))
