# Encodings, error handlers and UnicodeErrors.
print("aé日😀".encode(), "é".encode("latin-1"), "a".encode("ascii"), "é日".encode("utf-16-le"), "é".encode("UTF8"), "é?".encode("ascii", "replace"), "é!".encode("ascii", "ignore"), "é日".encode("ascii", "backslashreplace"), "é".encode("ascii", errors="xmlcharrefreplace"))
print(b"a\xc3\xa9".decode(), b"\xe9".decode("latin-1"), ascii(b"a\xffb".decode("utf-8", "replace")), b"a\xffb".decode("utf-8", "ignore"), b"a\xffb".decode(errors="backslashreplace"), str(b"abc", "ascii"), str(b"\xc3\xa9", encoding="utf-8"))
for case in (lambda: "é".encode("ascii"), lambda: "日本".encode("latin-1"), lambda: b"\xff".decode(), lambda: b"ab\xc3".decode(), lambda: b"\xe9a".decode("utf-8"), lambda: b"a\x80".decode("ascii"), lambda: "a".encode("nope"), lambda: b"a".decode("utf-8", "nope"), lambda: b"\xff".decode("utf-8", "nope"), lambda: str("a", "utf-8"), lambda: str(5, "utf-8"), lambda: "a".encode(5)):
    try:
        print(case())
    except Exception as error:
        print(type(error).__name__, error)
try:
    b"ab\xff\xfe".decode()
except UnicodeDecodeError as error:
    print(error.encoding, error.object, error.start, error.end, error.reason)
