# `__reversed__` that needs itself.
# ends: RecursionError
# limits: 4
class C:
    def __reversed__(self):
        return reversed(self)

reversed(C())
