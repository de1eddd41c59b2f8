# The format mini-language on ints.
for spec in ("", "d", "5", "<5", "^5", ">5", "05", "+", " ", "+05", "x", "X", "#x", "#010b", "o", "#o", ",", "_", "_x", "_b", "c", "e", ".2f", "g", "%", "n", "*^9", "=+6", "0>6", "<06", "08,", "z<4"):
    print(repr(spec), repr(format(65, spec)), repr(format(-1234567, spec)) if spec != "c" else "")
for value, spec in ((5, "s"), (5, ".2d"), (5, ",x"), (5, "+c"), (-1, "c"), (5, "#,_d"), (5, "10.3"), (5, "y"), (5, "<<<5"), (5, ",_"), (5, "__"), (2 ** 70, "c"), (5, "zd")):
    try:
        print(format(value, spec))
    except (ValueError, OverflowError) as error:
        print(spec, type(error).__name__, error)
