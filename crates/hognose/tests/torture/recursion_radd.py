# `__radd__` that needs itself.
# ends: RecursionError
# limits: 4
class C:
    def __radd__(self, other):
        return other + self

1 + C()
