# `and` and `or` return the operand itself; `not` always a bool.
print(0 or [], [] or 0, 1 and "x", "" and 1, None or False, [] and None or {})
print(1 or 1 / 0, 0 and 1 / 0, not [], not "a", not not 3)
print(0 or 1 and 2, (0 or 1) and 2, 1 or 0 and 0, not 1 or 2)
x = [] or [1]
y = x and x[0]
print(x, y, x or None, (None and x) is None)
