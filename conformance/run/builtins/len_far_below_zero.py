# A negative length is a ValueError, however large.
class N:
    def __len__(self): return -2**70
try: len(N())
except Exception as e: print(type(e).__name__, e)
