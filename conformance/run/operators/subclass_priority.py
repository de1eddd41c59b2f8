# The right operand's reflected method goes first if its class is a subclass that overrides it.
class A:
    def __add__(self, other):
        return "A.__add__"
    def __radd__(self, other):
        return "A.__radd__"
    def __lt__(self, other):
        return "A.__lt__"
    def __gt__(self, other):
        return "A.__gt__"
    def __eq__(self, other):
        return "A.__eq__"

class B(A):
    def __radd__(self, other):
        return "B.__radd__"
    def __gt__(self, other):
        return "B.__gt__"
    def __eq__(self, other):
        return "B.__eq__"

class C(A):
    pass

print(A() + B(), A() + C(), B() + A(), A() + A(), B() + B())
print(A() < B(), A() < C(), A() > B(), B() < A(), A() == B(), A() == C(), B() == A())
class MyInt(int):
    def __radd__(self, other):
        return f"radd {other}"

print(1 + MyInt(2), MyInt(2) + 1, 1.0 + MyInt(2))
