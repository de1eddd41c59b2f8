# A bare raise re-raises the exception being handled, also from a called function.
def helper():
    raise

def a():
    try:
        raise ValueError("a")
    except ValueError:
        helper()

def b():
    try:
        raise ValueError("b")
    except ValueError:
        try:
            raise KeyError("inner")
        except KeyError:
            pass
        raise

def c():
    try:
        raise ValueError("c")
    except ValueError as error:
        error.args = ("changed",)
        raise

def d():
    try:
        raise ValueError("d")
    finally:
        try:
            raise
        except ValueError as error:
            print("in finally", error)

def e():
    try:
        raise ValueError("e")
    except ValueError:
        pass
    raise

for function in (a, b, c, d, e, helper):
    try:
        function()
    except Exception as error:
        print(function.__name__, repr(error), repr(error.__context__))
