# group: compute
# Product of two matrices of floats.
def matrix(n, seed):
    return [[((i * n + j) * seed % 97) / 97 for j in range(n)] for i in range(n)]


def product(a, b):
    columns = list(zip(*b))
    return [[sum([x * y for x, y in zip(row, column)]) for column in columns] for row in a]


a, b = matrix(110, 7), matrix(110, 11)
for _ in range(3):
    a = product(a, b)
    largest = max([max(row) for row in a])
    a = [[x / largest for x in row] for row in a]
print(round(sum([sum(row) for row in a]), 6))
