# The names that the main module has from the start.
print(__package__)
for n in ("__spec__", "__builtins__", "__annotations__", "__cached__"): print(n in globals())
print(dir(), __annotations__, __spec__, __cached__)
print(__builtins__.len is len)
