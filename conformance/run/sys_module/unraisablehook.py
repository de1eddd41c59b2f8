# sys.unraisablehook is called with what __del__ raised.
import gc
import sys
class D:
    def __del__(self): raise ValueError("in del")
def hook(u):
    print(u.exc_type, u.exc_value, u.exc_traceback.tb_lineno, u.err_msg, u.object.__qualname__)
    kept.append(type(u).__name__)
kept = []
sys.unraisablehook = hook
d = D()
del d
gc.collect()
print(kept)
def failing(u): raise KeyError("in the hook")
sys.unraisablehook = failing
d = D()
del d
gc.collect()
sys.unraisablehook = sys.__unraisablehook__
d = D()
del d
gc.collect()
