# Whether a generator is suspended that another one delegates to is found out by looking at all of them.
# ends: fuel
def idle():
    yield


def inner():
    yield


def outer():
    yield from generator


kept = [idle() for _ in range(10_000)]
generator = inner()
delegating = outer()
next(delegating)
for _ in range(5_000):
    assert generator.gi_suspended
