# Ternaries, elif ladders, and short circuits.
def grade(n):
    if n >= 90:
        return "A"
    elif n >= 80:
        return "B"
    elif n >= 70: return "C"
    else:
        return "F"

print([grade(n) for n in (95, 85, 75, 5)])
print(1 if True else 2 if True else 3, (1 if False else 2) if True else 3, [x if x % 2 else -x for x in range(4)])
print("yes" if [] else "no", (lambda x: "neg" if x < 0 else "zero" if x == 0 else "pos")(0))
if 0: print("no")
elif "": print("no")
else: print("else")
if 1: a = 1; b = 2
print(a, b); print("same line")
if not (a and b) or a == 1: pass
x = 5
if x > 3 and (y := x * 2) > 8: print(y)
