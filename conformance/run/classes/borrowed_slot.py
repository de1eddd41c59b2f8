# A member of __slots__ works on instances of its own class only.
class A: __slots__ = ("slot",)
class B: borrowed = A.slot
try: B().borrowed = 1; print("stored")
except TypeError as e: print(e)
try: B().borrowed
except (TypeError, AttributeError) as e: print(type(e).__name__, e)
class Same:
    __slots__ = ("slot",)
    borrowed = A.slot
s = Same(); s.slot = "own"
for step in (lambda: s.borrowed, lambda: setattr(s, "borrowed", 1), lambda: delattr(s, "borrowed")):
    try: print(step())
    except TypeError as e: print(e)
print(s.slot)
class Below(A): again = A.slot
b = Below(); b.again = 5
for _ in range(3): print(b.slot, b.again)
