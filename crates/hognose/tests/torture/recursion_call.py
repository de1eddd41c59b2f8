# `__call__` that needs itself.
# ends: RecursionError
# limits: 4
class C:
    def __call__(self):
        return self()

C()()
