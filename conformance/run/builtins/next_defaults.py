# next with and without a default, on iterators and generators.
it = iter([1, None])
print(next(it), next(it), next(it, "default"), next(it, None))
def g():
    x = yield "first"
    return "value"

gen = g()
print(next(gen), next(gen, "swallowed the return value"))
class Raising:
    def __next__(self): raise ValueError("not stop")

for case in (lambda: next(Raising(), "default"), lambda: next(iter([])), lambda: next(g), lambda: next([]), lambda: next(gen), lambda: next(it, default=1)):
    try:
        print(case())
    except Exception as error:
        print(type(error).__name__, error)
print(next(iter({"k": 1})), next(iter("s")), next(x for x in range(10) if x > 4), next((x for x in ()), "nothing"))
