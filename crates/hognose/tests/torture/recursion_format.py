# `__format__` that needs itself.
# ends: RecursionError
# limits: 4
class C:
    def __format__(self, spec):
        return format(self, spec)

format(C())
