# The traceback of what cannot be raised has no carets; at the end of the program it has no sources either.
import gc
class A:
    def __del__(self):
        x = (1 /
             0)
a = A()
del a
gc.collect()
class G:
    def __del__(self):
        try: 1 / 0
        except Exception as e: raise ValueError("x") from e
first, last = G(), G()
del first
gc.collect()
def deeper(n):
    if n == 0: [][1]
    deeper(n - 1)
class R:
    def __del__(self): deeper(8)
r = R()
del r
gc.collect()
