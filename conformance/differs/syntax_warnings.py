"""CPython prints SyntaxWarnings on stderr when it compiles this; Hognose prints none yet.

Reason: the compiler has errors only, no warnings. Workaround: none is needed, the script means the same.
"""
x = 1
if x is 1:
    print("small ints are shared")
print("\d", "[]"[0])
assert (x, "always true")
