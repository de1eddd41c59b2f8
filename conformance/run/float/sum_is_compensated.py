# sum() of floats uses compensated summation since 3.12.
print(sum([0.1] * 10), sum([0.1] * 10) == 1.0)
total = 0.0
for _ in range(10):
    total += 0.1
print(total)
print(sum([1e16, 1.0, -1e16]), sum([1e100, 1.0, -1e100, 1.0]), sum([0.1, 0.2, 0.3], 0.0), sum([1, 2.5, 3]), sum([0.5, 2 ** 60, 1]))
print(sum([float("inf"), 1.0]), sum([float("inf"), float("-inf")]), sum([True, 0.5]), sum([1, 2], 0.5), sum([0.1, 0.2, 1, 0.3]))
