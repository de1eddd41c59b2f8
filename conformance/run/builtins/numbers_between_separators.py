# int() and float() strip C's white space of ASCII texts, Unicode's of others.
for f, s in ((int, "\x1c5"), (float, "5\x1f"), (int, "é\x1c5")):
    try: print(f(s))
    except ValueError as e: print(e)
for f, s in ((int, "\t5\n"), (int, "\u20035\u2003"), (float, "\x855"), (int, "\x1f\u0665"), (int, "\u0665".encode()), (float, b"\x0b1.5\x0c")):
    try: print(f(s))
    except ValueError as e: print(e)
