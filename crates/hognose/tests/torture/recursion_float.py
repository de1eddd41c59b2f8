# `__float__` that needs itself.
# ends: RecursionError
# limits: 4
class C:
    def __float__(self):
        return float(self)

float(C())
