# bytes and bytearray share method names at one place of the code.
for value in (b"7", bytearray(b"7"), b"8", bytearray(b"8")):
    print(value.zfill(3), value.upper(), type(value.zfill(3)).__name__)
