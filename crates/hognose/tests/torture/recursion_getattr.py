# `__getattr__` that needs itself.
# ends: RecursionError
# limits: 4
class C:
    def __getattr__(self, name):
        return self.y

C().x
