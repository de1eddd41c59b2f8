# A small Fraction-like class that mixes with int on both sides.
class Frac:
    def __init__(self, n, d=1):
        a, b = abs(n), abs(d)
        while b: a, b = b, a % b
        self.n, self.d = n // (a or 1), d // (a or 1)
    @staticmethod
    def of(x):
        return x if isinstance(x, Frac) else Frac(x) if isinstance(x, int) else NotImplemented
    def __add__(self, other):
        o = Frac.of(other)
        return o if o is NotImplemented else Frac(self.n * o.d + o.n * self.d, self.d * o.d)
    __radd__ = __add__
    def __mul__(self, other): return Frac(self.n * Frac.of(other).n, self.d * Frac.of(other).d)
    __rmul__ = __mul__
    def __neg__(self): return Frac(-self.n, self.d)
    def __sub__(self, other): return self + -Frac.of(other)
    def __rsub__(self, other): return Frac.of(other) - self
    def __eq__(self, other): return (self.n, self.d) == (Frac.of(other).n, Frac.of(other).d)
    def __lt__(self, other): return self.n * Frac.of(other).d < Frac.of(other).n * self.d
    def __pow__(self, k, m=None): return Frac(self.n ** k, self.d ** k) if m is None else f"mod {m}"
    def __hash__(self): return hash(self.n) if self.d == 1 else hash((self.n, self.d))
    def __repr__(self): return f"{self.n}/{self.d}"

h = Frac(1, 2)
print(h + h, h + 1, 1 + h, 1 - h, h - 1, 2 * h, h * h, -h, h ** 3, pow(h, 2, 7), sum([h, h, h]), h + 0 == h)
print(Frac(4, 2) == 2, {2: "two"}[Frac(4, 2)], sorted([1, h, Frac(1, 3), Frac(3, 2)], key=lambda f: Frac.of(f).n / Frac.of(f).d), h < 1, max(h, Frac(2, 3)))
try:
    h + "s"
except TypeError as error:
    print(error)
