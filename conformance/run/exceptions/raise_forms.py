# Raising classes, instances, and things that cannot be raised.
class Custom(Exception):
    def __init__(self, a=1):
        print("init", a)
        super().__init__(a)

class NotException: pass
class Strange(Exception):
    def __new__(cls, *args):
        return 5 if args == () else super().__new__(cls, *args)
class Failing(Exception):
    def __init__(self): raise KeyError("in init")

def attempt(thing):
    try:
        raise thing
    except BaseException as error:
        print(type(error).__name__, error)

for thing in (ValueError, ValueError("x"), Custom, Custom(2), 5, "text", None, NotException, NotException(), int, Strange, Failing, StopIteration(3), GeneratorExit, ..., (ValueError, KeyError), BaseException("b"), print):
    attempt(thing)
