# SyntaxWarnings are printed when the script is compiled.
x = 1
if x is 1:
    print("small ints are shared")
print("\d", "[]"[0])
assert (x, "always true")
