# `__enter__` that needs itself.
# ends: RecursionError
# limits: 4
class C:
    def __enter__(self):
        return self.__enter__()

C().__enter__()
