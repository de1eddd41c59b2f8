# An instance of a class derived from int is its own index; its __index__ is not asked.
class I(int):
    def __index__(self): return 42
for f in (lambda: int(I(7)), lambda: [0] * I(2), lambda: "abc"[I(1)], lambda: list(range(9))[I(2):I(4)], lambda: chr(I(65)), lambda: bin(I(5)), lambda: list(range(I(2)))):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
