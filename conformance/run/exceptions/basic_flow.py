# try, except, else, finally: which parts run.
def f(action):
    try:
        print("try")
        if action: action()
    except (ValueError, KeyError) as error:
        print("caught", repr(error))
    except TypeError:
        print("type error")
    except Exception as error:
        print("other", type(error).__name__)
    else:
        print("else")
    finally:
        print("finally")

def raiser(exception):
    def action(): raise exception
    return action

f(None)
f(raiser(ValueError("v")))
f(raiser(KeyError))
f(raiser(TypeError("t")))
f(raiser(IndexError()))
try:
    f(raiser(KeyboardInterrupt("k")))
except BaseException as error:
    print("outside", repr(error))
try:
    try:
        raise ValueError("in try")
    except ValueError:
        raise
    else:
        print("never")
except ValueError as error:
    print(error)
try:
    try: pass
    except: print("never")
    else: raise KeyError("from else")
    finally: print("f")
except KeyError as error: print(error)
