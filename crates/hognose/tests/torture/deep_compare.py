# The comparison of two deep lists.
# ends: RecursionError
a, b = [], []
for _ in range(20_000):
    a, b = [a], [b]
a == b
