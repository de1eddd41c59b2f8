# int.__new__ does not make bools, and wants a class.
for f in (lambda: int.__new__(bool, 0), lambda: int.__new__()):
    try: print(repr(f()))
    except TypeError as e: print(e)
for f in (lambda: str.__new__(), lambda: object.__new__(int), lambda: object.__new__(), lambda: bool.__new__(int), lambda: tuple.__new__()):
    try: print(repr(f()))
    except TypeError as e: print(e)
