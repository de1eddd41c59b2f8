# `__setattr__` that needs itself.
# ends: RecursionError
# limits: 4
class C:
    def __setattr__(self, name, value):
        return setattr(self, name, value)

C().__setattr__("x", 1)
