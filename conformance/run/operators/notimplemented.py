# NotImplemented from both sides becomes TypeError; for == it becomes identity.
class X:
    def __init__(self, name):
        self.name = name
    def __add__(self, other):
        print("add", self.name)
        return NotImplemented
    def __radd__(self, other):
        print("radd", self.name)
        return NotImplemented
    def __eq__(self, other):
        print("eq", self.name)
        return NotImplemented
    def __lt__(self, other):
        print("lt", self.name)
        return NotImplemented
    def __gt__(self, other):
        print("gt", self.name)
        return NotImplemented

class Y(X):
    pass

a, b, y = X("a"), X("b"), Y("y")
for case in (lambda: a + b, lambda: a + y, lambda: y + a, lambda: a + 1, lambda: 1 + a, lambda: a == b, lambda: a == a, lambda: a != b, lambda: a < b, lambda: a < y, lambda: a <= b):
    try:
        print(case())
    except TypeError as error:
        print(error)
print(NotImplemented, type(NotImplemented).__name__)
