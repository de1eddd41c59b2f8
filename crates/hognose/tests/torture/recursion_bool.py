# `__bool__` that needs itself.
# ends: RecursionError
# limits: 4
class C:
    def __bool__(self):
        return not self

bool(C())
