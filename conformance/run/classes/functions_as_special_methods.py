# A built-in function that stands under a special name is called without the instance.
class K:
    __neg__ = len
    __hash__ = len
    def __len__(self): return 1
for f in (lambda: -K(), lambda: hash(K())):
    try: print(f())
    except TypeError as e: print(e)
