# `__int__` that needs itself.
# ends: RecursionError
# limits: 4
class C:
    def __int__(self):
        return int(self)

int(C())
