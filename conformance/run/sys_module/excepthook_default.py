# The hooks of sys can be called and put back.
import sys
try:
    1 / 0
except ZeroDivisionError as error:
    sys.excepthook(type(error), error, error.__traceback__)
hook = sys.excepthook
sys.excepthook = lambda *args: print("called", args[0])
sys.excepthook = sys.__excepthook__
print(hook is sys.__excepthook__, callable(sys.displayhook), callable(sys.unraisablehook))
sys.displayhook(None)
sys.displayhook([1, "a"])
import builtins
print(builtins._)
def exiting(t, v, tb): print("not called for SystemExit")
sys.excepthook = exiting
sys.exit(0)
