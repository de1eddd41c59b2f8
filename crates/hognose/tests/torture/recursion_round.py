# `__round__` that needs itself.
# ends: RecursionError
# limits: 4
class C:
    def __round__(self):
        return round(self)

round(C())
