# A finaliser that makes two more of its kind.
# ends: memory or fuel
import gc

class C:
    def __del__(self):
        kept.append(C())
        C()

kept = []
C()
while True:
    gc.collect()
