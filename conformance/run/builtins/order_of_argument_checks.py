# What is said of a wrong call when several things are wrong with it.
calls = [
    lambda: pow(1, x=1),
    lambda: pow(x=1),
    lambda: round(x=1),
    lambda: round(1, 2, x=1),
    lambda: int.from_bytes(length=4),
    lambda: "abc".replace("a", key=len),
    lambda: "abc".replace("a", "b", 1, key=len),
    lambda: "abc".split(None, 1, key=len),
    lambda: "abc".expandtabs(8, x=1),
    lambda: b"abc".hex(":", 1, x=1),
    lambda: b"abc".hex([[1], [2]]),
    lambda: b"abc".hex([1]),
    lambda: b"abc".hex([1], None),
    lambda: b"abc".hex(1),
    lambda: str("abc", "no codec"),
    lambda: str([1], "no codec"),
    lambda: str(b"abc", "no codec"),
    lambda: str("abc", None),
    lambda: str("abc", 1),
    lambda: str("abc", "utf-8", "strict", x=1),
    lambda: str(1, 2, 3, 4),
    lambda: int("1", 2, x=1),
    lambda: int("1", 2, 3),
    lambda: bytes(1.5, 2, "x"),
    lambda: bytes(1.5, "no codec"),
    lambda: bytearray((), "no codec"),
    lambda: bytearray((), 1),
    lambda: enumerate([], start=1, x=2),
    lambda: sum([1], start=1, x=2),
    lambda: print(1, x=2),
    lambda: (1).to_bytes(1, "big", x=1),
    lambda: (1).to_bytes(byteorder="big", length=1, x=1),
    lambda: sorted([1], x=1),
]
for number, call in enumerate(calls):
    try:
        print(number, call())
    except Exception as error:
        print(number, type(error).__name__, error)
