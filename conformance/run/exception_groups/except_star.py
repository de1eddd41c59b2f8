# except* splits a group between clauses; what is left is raised again.
def run(error):
    try:
        try:
            raise error
        except* ValueError as eg:
            print("value", repr(eg))
        except* (KeyError, IndexError) as eg:
            print("lookup", repr(eg))
        else:
            print("else")
        finally:
            print("finally")
    except BaseException as left:
        print("left", repr(left))

run(ExceptionGroup("g", [ValueError(1), KeyError(2), ValueError(3)]))
run(ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("n", [IndexError(4), OSError(5)])]))
run(ValueError("naked"))
run(TypeError("naked and unmatched"))
run(BaseExceptionGroup("b", [KeyboardInterrupt(), ValueError(1)]))
try:
    pass
except* ValueError:
    print("never")
else:
    print("else runs")
