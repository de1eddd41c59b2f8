# sys.set_asyncgen_hooks: firstiter fires once, at the first call of an operation.
import sys
async def g():
    yield 1
    yield 2

def first(agen): print("first", agen.__name__, agen.ag_frame is not None)
print(sys.get_asyncgen_hooks())
sys.set_asyncgen_hooks(firstiter=first)
hooks = sys.get_asyncgen_hooks()
print(hooks.firstiter is first, hooks.finalizer, hooks[0] is first, len(hooks))
a = g()
print("created")
awaitable = a.__anext__()
print("called")
try:
    awaitable.send(None)
except StopIteration as stop:
    print(stop.value)
a.asend(1).close()
b = g()
b.aclose().close()
for bad in (dict(firstiter=5), dict(finalizer="x"), dict(firstiter=None, finalizer=3)):
    try:
        sys.set_asyncgen_hooks(**bad)
    except TypeError as error:
        print(error)
print(sys.get_asyncgen_hooks().firstiter is first)
def failing(agen): raise ValueError("hook failed")
sys.set_asyncgen_hooks(failing)
try:
    g().__anext__()
except ValueError as error:
    print(error)
sys.set_asyncgen_hooks(None, None)
print(sys.get_asyncgen_hooks())
