def boom():
    raise ValueError("from a module")

boom()
