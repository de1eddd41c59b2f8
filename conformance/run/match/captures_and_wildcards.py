# Captures bind, _ does not; as-patterns; names stay bound after a failed guard.
def f(x):
    match x:
        case [1, y, _] as whole: return ("list", y, whole)
        case (0 | 1 | 2) as small: return ("small", small)
        case str() as s if len(s) > 3: return ("long", s)
        case str(s): return ("short", s)
        case y if y is None: return "guarded"
        case _: return ("other", "_" in globals())

for x in ([1, "two", 3], 2, "abcdef", "ab", None, 9.5):
    print(f(x))
match [1, 2]:
    case [a, b] if a > b: print("never")
    case [c, d]: print(a, b, c, d)
match 5:
    case n: print("irrefutable", n)
print(n)
def partially(x):
    a = b = "unset"
    match x:
        case [a, 2, b]: pass
        case _: pass
    return a, b
print(partially([1, 2, 3]), partially([1, 5, 3]))
match "x":
    case ("y" as z) | ("x" as z): print(z)
