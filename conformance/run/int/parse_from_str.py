# int(str): white space, signs, underscores, bases and prefixes.
for text in ("12", "  12\n", "+7", "-0", "1_000", "0012", "\t-3 ", "０１２", "٣"):
    print(repr(text), int(text))
for text, base in (("ff", 16), ("0xff", 16), ("0xff", 0), ("-0b11", 0), ("0o17", 0), ("z", 36), ("Z9", 36), ("0b1", 16), ("1_0", 2), ("0_7", 8), ("0", 0), ("00", 0)):
    print(text, base, int(text, base))
for arguments in (("",), ("abc",), ("1__0",), ("_1",), ("1_",), ("1.5",), ("0x10",), ("012", 0), ("9", 8), ("1", 1), ("1", 37), ("- 1",), ("1 2",), (b"x",), (b"\xff",)):
    try:
        print(int(*arguments))
    except ValueError as error:
        print(error)
print(int("0012"), int(b"42"), int(bytearray(b" 7 ")), int("10", base=3))
