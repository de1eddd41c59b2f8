# as_integer_ratio, is_integer, hex, fromhex and friends.
for value in (0.5, -1.25, 3.0, 1e-3, 0.0, 2.0 ** 60):
    print(value.as_integer_ratio(), value.is_integer(), value.hex(), float.fromhex(value.hex()) == value)
print(float.fromhex("0x1p-2"), float.fromhex(" -0x1.8p3 "), float.fromhex("inf"), float.fromhex("ff"), (1.5).real, (1.5).imag, (1.5).conjugate())
print((-0.0).hex(), float("inf").hex(), float("nan").hex(), float.fromhex("0x.8"))
for case in (lambda: float("inf").as_integer_ratio(), lambda: float("nan").as_integer_ratio(), lambda: float.fromhex("xyz"), lambda: float.fromhex("0x1p5000")):
    try:
        case()
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)
