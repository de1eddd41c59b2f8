# Suspended generators, all kept.
# ends: memory
def numbers():
    yield 1
    yield 2

kept = []
while True:
    g = numbers()
    next(g)
    kept.append(g)
