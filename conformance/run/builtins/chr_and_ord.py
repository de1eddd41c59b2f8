# chr and ord over the Unicode range.
print(chr(97), chr(233), chr(0x65E5), chr(0x1F600), ord("a"), ord("é"), ord("😀"), ord(b"x"), ord(bytearray(b"y")), repr(chr(0)), ascii(chr(0x10FFFF)), [ord(c) for c in "aé日😀"], "".join(map(chr, range(65, 70))), chr(True) == "\x01")
for case in (lambda: chr(-1), lambda: chr(0x110000), lambda: chr("a"), lambda: chr(1.5), lambda: ord(""), lambda: ord("ab"), lambda: ord(5), lambda: ord(b"ab"), lambda: chr(), lambda: ord("a", "b"), lambda: chr(10 ** 20), lambda: ord(None), lambda: ord(["a"])):
    try:
        print(case())
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
