# Texts about an argument that is None.
try: ExceptionGroup(None, [ValueError()])
except TypeError as e: print(e)
try: b"".__format__(None)
except TypeError as e: print(e)
