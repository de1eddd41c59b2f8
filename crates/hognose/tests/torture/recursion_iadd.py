# `__iadd__` that needs itself.
# ends: RecursionError
# limits: 4
class C:
    def __iadd__(self, other):
        return self.__iadd__(other)

C().__iadd__(1)
