# super() in methods, class methods, closures and comprehensions; the two-argument form.
class Base:
    x = "base x"
    def m(self): return "base"
    @classmethod
    def c(cls): return "base " + cls.__name__
    @property
    def p(self): return "base p"

class Child(Base):
    x = "child x"
    def m(self):
        inner = lambda: super(Child, self).m()
        return [super().m(), inner(), super().x, self.x]
    @classmethod
    def c(cls): return super().c()
    @property
    def p(self): return super().p + "!"
    def nested(self):
        def inner():
            return super(__class__, self).m()
        return inner(), __class__.__name__

c = Child()
print(c.m(), Child.c(), c.c(), c.p, c.nested(), super(Child, c).m(), super(Child, Child).c(), super(Child, c).x)
class Grand(Child):
    pass

print(Grand().m(), Grand.c())
for case in (lambda: super(Child, c).nope, lambda: super(Child, 5), lambda: super(5, c), lambda: super(Grand, c), lambda: super().m()):
    try:
        print(case())
    except (AttributeError, TypeError, RuntimeError) as error:
        print(type(error).__name__, error)
def free(self):
    return super().m()

try:
    free(c)
except RuntimeError as error:
    print(error)
