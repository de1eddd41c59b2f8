"""An object that nothing reaches any more is finalised at gc.collect(), at a later collection or at the end, not at once.

Reason: a tracing collector instead of reference counts. Workaround: with-statements, contextlib.closing, or gc.collect().
"""
import gc


class Resource:
    def __del__(self):
        print("released")


resource = Resource()
del resource
print("CPython has printed 'released' before this line")
gc.collect()
print("now it is released")
