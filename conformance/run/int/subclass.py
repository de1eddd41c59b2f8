# An int subclass keeps its class only until arithmetic.
class Meters(int):
    def __repr__(self):
        return f"Meters({int(self)})"
    def __add__(self, other):
        return Meters(int(self) + other)

m = Meters(5)
print(m, repr(m), m + 1, m * 2, type(m * 2).__name__, type(m + 2).__name__, 1 + m, -m)
print(m == 5, hash(m) == hash(5), {5: "five"}[m], [0, 1, 2, 3, 4, 9][m], isinstance(m, int), f"{m}", f"{m:03d}", "%d %s" % (m, m))
m.unit = "m"
print(m.unit, vars(m), Meters("12"), Meters(), bool(Meters(0)), int(m) is m, type(int(m)).__name__)
print(sorted([Meters(3), 1, Meters(2)]), sum([Meters(1), Meters(2)]), range(Meters(3)), max(m, 4))
