# What goes wrong with the % operator.
cases = [("%d", "a"), ("%x", 1.5), ("%c", "ab"), ("%c", 1.5), ("%s %s", 1), ("%s", ()), ("%s", (1, 2)), ("abc", 1), ("%", 1), ("%y", 1), ("%(a)s", 1), ("%(a)s", {}), ("%(a", {}), ("%f", "x"), ("%*d", (1.5, 2)), ("%c", 0x110000), ("%o", None), ("%d", None), ("%c", -1), ("abc%", ()), ("%(a)s %s", {"a": 1}), ("%.*f", ("x", 1.0)), ("%i", [1])]
for template, value in cases:
    try:
        print(repr(template % value))
    except Exception as error:
        print(type(error).__name__, error)
