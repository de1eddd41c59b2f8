# What open() refuses.
def told(function, *arguments, **keywords):
    try:
        print(function(*arguments, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


told(open, "a\0b")
told(open, "x", "rb", encoding="utf-8")
told(open, "x", "rb", errors="strict")
told(open, "x", "rb", newline="")
told(open, "open_errors.py", "r", 0)
told(open, "x", "tb")
told(open, "open_errors.py", newline="x")
told(open, "x", newline="x")
told(open, "open_errors.py", encoding="nope")
told(open, "x", "q")
told(open, "x", "rw")
told(open, "x", "")
told(open, "x", 5)
told(open, "x", "rr")
told(open, "no such file")
told(open, 1.5)
told(open)
