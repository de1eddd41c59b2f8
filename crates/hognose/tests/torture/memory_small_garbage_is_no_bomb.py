# Small garbage of many times the limit.
# ends: done
class C:
    def __init__(self, x):
        self.x = x

for i in range(300_000):
    c = C([i, (i, i)])
