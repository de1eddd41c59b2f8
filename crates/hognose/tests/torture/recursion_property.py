# A property that needs itself.
# ends: RecursionError
# limits: 4
class C:
    @property
    def x(self):
        return self.x

C().x
