# Lists that lose the compared items are compared by their lengths.
class X:
    def __eq__(self, o): b.clear(); return NotImplemented
class Y:
    def __eq__(self, o): a.clear(); return NotImplemented
a = [X()]; b = [Y()]
print(a == b)
class Z:
    def __eq__(self, o): del c[:1]; return False
c, d = [Z(), 1], [Z()]
print(c == [1], [c[:]] == [[1]], c == d)
c = [Z()]; print(c != [1], c)
