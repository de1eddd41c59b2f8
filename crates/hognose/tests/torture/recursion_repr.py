# `__repr__` that needs itself.
# ends: RecursionError
# limits: 4
class C:
    def __repr__(self):
        return repr(self)

repr(C())
