# Generators that go on with one another.
# ends: RecursionError
# limits: 4
def g():
    yield from g()

next(g())
