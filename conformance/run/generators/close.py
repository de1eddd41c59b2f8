# close raises GeneratorExit at the yield; its result and its failures.
import gc
def g(mode):
    try:
        yield 1
    except GeneratorExit:
        print("exit", mode)
        if mode == "return": return "returned"
        if mode == "yield": yield 2
        if mode == "raise": raise ValueError("during close")
        raise
    finally:
        print("finally", mode)

for mode in ("return", "reraise", "raise", "yield"):
    gen = g(mode)
    next(gen)
    try:
        print(gen.close())
        print(gen.close(), list(gen))
    except (RuntimeError, ValueError) as error:
        print(type(error).__name__, error)
del gen
gc.collect()
print(g("never started").close())
gen = g("x")
gen.close()
print(list(gen))
def plain():
    yield 1
    print("not reached")

p = plain()
print(next(p), p.close(), next(p, "closed"))
def nothing_special():
    with_value = yield
    return with_value

n = nothing_special()
next(n)
print(n.close())
