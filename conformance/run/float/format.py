# The format mini-language on floats.
for spec in ("", ".2f", ".0f", "#.0f", "e", ".3e", "E", "g", ".3g", "G", "%", ".1%", "10.2f", "<10.1f", "^+10.1f", "010.2f", ",", ",.2f", "_.1f", "+", " ", "n", ".3", "#.3g", "z.1f", "=+12.3f", "*>12", "F", ".10", "015,.2f"):
    print(repr(spec), [format(value, spec) for value in (3.14159, -1234567.891, 0.00001234, 1e20, -0.04, 0.0)])
for value in (float("inf"), float("-inf"), float("nan")):
    print(format(value, ""), format(value, ".2f"), format(value, "08.1f"), format(value, "F"), format(value, "+e"), format(value, "%"))
for spec in ("d", "x", "s", ".f", "c", ",d", "5.5.5"):
    try:
        print(format(1.5, spec))
    except ValueError as error:
        print(spec, error)
