# Nested try statements unwind from the inside out.
def f(mode):
    try:
        print("a")
        try:
            print("b")
            try:
                if mode == "raise":
                    raise ValueError("inner")
                if mode == "return":
                    return "returned"
            except KeyError:
                print("never")
            else:
                print("else")
            finally:
                print("f1")
        finally:
            print("f2")
    except ValueError as error:
        print("caught", error)
        return "from handler"
    finally:
        print("f3")
    return "fell through"

for mode in ("normal", "raise", "return"):
    print(f(mode))
