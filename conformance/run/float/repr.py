# The shortest digits that round-trip, with exponents beyond 16 digits.
for value in (0.1, 0.1 + 0.2, 1 / 3, 1e16, 1e15, 123456789012345680.0, 1e22, 1e-4, 1e-5, 0.00012345, 1.0, -0.0, 100.0, 5e-324, 1.7976931348623157e308, 2.5e-8, 1e100, 12345.678e-7):
    print(repr(value), str(value) == repr(value), float(repr(value)) == value)
print(1e400, -1e400, 1e-400, float("inf") - float("inf"), [0.5, -1.5], 1_0.5_0, 1e1_0, .5, 5., 0e0, 1E5)
