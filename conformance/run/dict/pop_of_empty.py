# An empty dict does not hash the key of pop().
try: {}.pop([])
except Exception as e: print(type(e).__name__, e)
try: print({}.pop([], "default"))
except TypeError as e: print(e)
