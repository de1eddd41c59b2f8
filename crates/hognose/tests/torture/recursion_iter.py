# `__iter__` that needs itself.
# ends: RecursionError
# limits: 4
class C:
    def __iter__(self):
        return iter(self)

iter(C())
