# An exception in __del__ is reported on stderr and goes no further.
import gc
class D:
    def __del__(self):
        raise ValueError("in del")

d = D()
del d
gc.collect()
print("still running")
