# What nobody can catch is shown with a colon after its class, also where it has no message.
import gc
import sys


class Raises:
    def __init__(self, error):
        self.error = error

    def __del__(self):
        raise self.error


class Outer:
    class Mine(Exception):
        pass


class Bad(Exception):
    def __str__(self):
        raise ValueError("x")


for error in (ValueError, ValueError(""), KeyError("k"), Outer.Mine, Bad(), StopIteration):
    Raises(error)
    gc.collect()


def generator():
    try:
        yield
    finally:
        raise RuntimeError


steps = generator()
next(steps)
steps = None
gc.collect()


def hook(info):
    raise LookupError


sys.unraisablehook = hook
Raises(ValueError)
gc.collect()
sys.unraisablehook = sys.__unraisablehook__


def report(info):
    sys.__unraisablehook__(info)
    print(info.err_msg, info.exc_value, file=sys.stderr)


sys.unraisablehook = report
Raises(ValueError)
gc.collect()
del sys.unraisablehook
