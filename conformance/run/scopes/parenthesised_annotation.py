# An annotation of a name in parentheses does not make it a local variable, an assignment does.
def f():
    (nowhere): int
    print(nowhere)
try: f()
except NameError as e: print(type(e).__name__, e)
there = "global"
def g():
    (there): int
    return there
def h():
    (there): int = 1
    return there
print(g(), h(), there)
