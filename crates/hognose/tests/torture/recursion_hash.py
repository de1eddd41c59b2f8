# `__hash__` that needs itself.
# ends: RecursionError
# limits: 4
class C:
    def __hash__(self):
        return hash(self)

hash(C())
