# vars() gives what the attribute __dict__ is.
class V:
    __dict__ = property(lambda self: {"a": 2})
print(vars(V()), V().__dict__)
