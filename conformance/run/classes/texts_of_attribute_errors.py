# Texts where an attribute cannot be written or a class not be subscribed.
class C:
    __slots__ = ("y",)
    def __setattr__(self, n, v): super().__setattr__(n, v)
class D:
    __slots__ = ()
class E:
    __class_getitem__ = None
def store(target):
    target.start = 1
for f in (lambda: store(range(3)), lambda: store(C()), lambda: store(D()), lambda: store(slice(1)), lambda: E[1]):
    try: f()
    except (AttributeError, TypeError) as e: print(type(e).__name__, e)
