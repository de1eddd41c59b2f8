# The format mini-language on strings.
for spec in ("", "s", "5", "<5", ">5", "^5", "*^7", ".2", "5.2", "^6.1s", "05", "日>4", "}<4", " <4"):
    print(repr(spec), repr(format("abc", spec)))
for spec in ("d", "=5", "+5", ",", "_", "x", ".", "5.5.5", "-", " ", "#", "z", "%", "5 "):
    try:
        print(spec, repr(format("abc", spec)))
    except ValueError as error:
        print(repr(spec), error)
