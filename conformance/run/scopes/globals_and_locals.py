# globals() is live; locals() in a function is a snapshot (PEP 667).
value = 1
globals()["added"] = 5
print(added, globals()["value"], "value" in globals(), __name__)
def f(a, b=2):
    c = 3
    snapshot = locals()
    d = 4
    snapshot["a"] = 100
    return a, sorted(snapshot), sorted(locals())

print(f(1))
def g():
    x = 1
    def h():
        return x, locals()
    return h(), sorted(locals())

result, names = g()
print(result, names)
class C:
    q = 1
    names = [n for n in locals() if not n.startswith("__")]

print(C.names)
globals()["value"] += 1
print(value)
try:
    del globals()["value"]
    value
except NameError as error:
    print(error)
