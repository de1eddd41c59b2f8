# Awaitables of a generator that are dropped unawaited warn on stderr.
async def g():
    yield 1

a = g()
a.asend(None)
print("asend dropped", flush=True)
a.athrow(ValueError)
print("athrow dropped", flush=True)
a.aclose()
print("aclose dropped", flush=True)
a.__anext__()
print("anext dropped", flush=True)
