# An exception in sys.excepthook is shown before the one that it was called for.
import sys
def hook(t, v, tb):
    raise KeyError("in the hook")
sys.excepthook = hook
print(sys.__excepthook__ is hook)
raise ValueError("first")
