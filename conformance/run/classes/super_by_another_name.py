class A:
    def f(self): return "A"
class B(A):
    def f(self):
        s = super
        return s().f()
print(B().f())
class A:
    def f(self): return "A"
class B(A):
    def f(self): return super().f() + "B"
def unrelated(super): return super
print(B().f())
