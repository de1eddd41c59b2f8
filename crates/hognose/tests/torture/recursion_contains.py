# `__contains__` that needs itself.
# ends: RecursionError
# limits: 4
class C:
    def __contains__(self, item):
        return item in self

1 in C()
