# bytes literals, indexing, and repr.
b = b"ab\x00\xff\n\t\\'"
print(b, len(b), b[0], b[-1], b[1:3], list(b), b'"', b"'\"", rb"\n", b"a" b"b", b"\101\x41", b[::-1])
print(bytes(), bytes(3), bytes([1, 2, 255]), bytes(b"x"), bytes("é", "utf-8"), bytes(range(3)), bytes.fromhex("00 ff 1A"), b"\x01\xab".hex(), b"\x01\xab\xcd".hex("-"), b"\x01\xab\xcd".hex(":", 2))
for case in (lambda: bytes([256]), lambda: bytes([-1]), lambda: bytes("a"), lambda: bytes(-1), lambda: bytes([1, "a"]), lambda: bytes.fromhex("0g"), lambda: bytes(1.5), lambda: b"a"[5], lambda: bytes(None), lambda: bytes.fromhex("abc"), lambda: b["x"], lambda: bytes(5, "ascii")):
    try:
        print(case())
    except (ValueError, TypeError, IndexError) as error:
        print(type(error).__name__, error)
