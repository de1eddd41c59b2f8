# A matrix class with operators, iteration and determinant.
class Matrix:
    def __init__(self, rows): self.rows = [list(r) for r in rows]
    @classmethod
    def identity(cls, n): return cls([int(i == j) for j in range(n)] for i in range(n))
    @property
    def shape(self): return len(self.rows), len(self.rows[0])
    @property
    def T(self): return Matrix(zip(*self.rows))
    def __matmul__(self, other):
        if self.shape[1] != other.shape[0]:
            raise ValueError(f"shapes {self.shape} and {other.shape} do not fit")
        return Matrix([sum(a * b for a, b in zip(row, column)) for column in other.T] for row in self)
    def __iter__(self): return iter(self.rows)
    def __getitem__(self, index):
        match index:
            case int(i), int(j): return self.rows[i][j]
            case slice() as s, int(j): return [row[j] for row in self.rows[s]]
            case _: return self.rows[index]
    def __setitem__(self, index, value): self.rows[index[0]][index[1]] = value
    def __eq__(self, other): return isinstance(other, Matrix) and self.rows == other.rows
    def __pow__(self, n):
        result, base = Matrix.identity(self.shape[0]), self
        while n:
            if n & 1: result = result @ base
            base, n = base @ base, n >> 1
        return result
    def det(self):
        if len(self.rows) == 1: return self.rows[0][0]
        return sum((-1) ** j * v * Matrix(r[:j] + r[j + 1:] for r in self.rows[1:]).det() for j, v in enumerate(self.rows[0]))
    def __repr__(self): return "\n".join(" ".join(f"{v:>4}" for v in row) for row in self)

m = Matrix([[2, 0, 1], [1, 3, 2], [1, 1, 4]])
print(m @ m.T, m.det(), m[1, 2], m[:, 0], m[0], sep="\n")
fibonacci = Matrix([[1, 1], [1, 0]])
print((fibonacci ** 90)[0, 1], fibonacci ** 0 == Matrix.identity(2))
m[0, 0] = -7
print(m)
try:
    m @ fibonacci
except ValueError as error:
    print(error)
