# The built-in falsy values, and some truthy ones that look false.
for value in (0, 0.0, -0.0, "", b"", [], (), {}, set(), frozenset(), range(0), None, False, bytearray()):
    print(repr(value), bool(value))
for value in ("0", " ", [0], (None,), {0: 0}, {None}, range(1), ..., print, -1, float("nan")):
    print(bool(value))
