# What built-ins say of arguments that they do not take.
for f in (lambda: print(1, seep=2), lambda: ImportError("m", nam="n"), lambda: staticmethod(), lambda: property(1, 2, 3, 4, 5), lambda: super(1, 2, 3),
          lambda: (5).__add__(foo=1), lambda: str.lower(foo=1), lambda: [].__getitem__(), lambda: (5).__ceil__(1), lambda: staticmethod(f=1), lambda: ImportError(a=1,b=2,c=3,d=4)):
    try: f()
    except TypeError as e: print(e)
for f in (lambda: sorted([], kee=1), lambda: min([], kei=len), lambda: sum([], strt=1), lambda: zip(stric=True), lambda: int("1", bas=2), lambda: open("x", mod="r"), lambda: classmethod(), lambda: staticmethod(1, 2),
          lambda: (1).__add__(), lambda: {}.__contains__(), lambda: set().__contains__(1, 2), lambda: str.upper(), lambda: NameError(nme="x"), lambda: NameError(a=1, b=2), lambda: AttributeError(a=1, b=2, c=3)):
    try: f()
    except TypeError as e: print(e)
