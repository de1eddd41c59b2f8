# `__neg__` that needs itself.
# ends: RecursionError
# limits: 4
class C:
    def __neg__(self):
        return -self

-C()
