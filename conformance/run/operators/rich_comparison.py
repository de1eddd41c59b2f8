# Missing comparison methods use the reflection; != inverts ==; results need not be bool.
class V:
    def __init__(self, v): self.v = v
    def __lt__(self, other):
        print("lt", self.v)
        return self.v < other.v
    def __eq__(self, other):
        print("eq", self.v)
        return self.v == other.v

a, b = V(1), V(2)
print(a < b, a > b, a != b, a == b)
for case in (lambda: a <= b, lambda: a >= b):
    try:
        print(case())
    except TypeError as error:
        print(error)
class Query:
    def __init__(self, text): self.text = text
    def __eq__(self, other): return Query(f"{self.text} == {other!r}")
    def __ne__(self, other): return Query(f"{self.text} != {other!r}")
    def __lt__(self, other): return Query(f"{self.text} < {other!r}")
    def __gt__(self, other): return Query(f"{self.text} > {other!r}")

q = Query("age")
print((q == 5).text, (q != 5).text, (q < 5).text, (5 < q).text, (5 == q).text, (1 < q < 9).text)
print(sorted([V(3), V(1), V(2)])[0].v, max(V(1), V(5)).v, min([V(4), V(2)]).v)
