# The outermost iterable is evaluated once; inner ones each time; dict keys before values.
def show(x):
    print(x, end=" ")
    return x

print([show(a + b) for a in show("xy") for b in show("pq") if show(True)])
print({show("k" + c): show("v" + c) for c in show("12")})
print({show(1): show(2), show(3): show(4)}, [show(i) for i in [show(0)]])
for expression in (lambda: [1 / x for x in (1, 0)], lambda: {x: [] for x in [[]]}, lambda: {[] for _ in "a"}, lambda: [x for x in 5], lambda: [a for a, b in [(1,)]], lambda: {k: v for k, v in "ab"}, lambda: [y for x in [1] for y in x]):
    try:
        expression()
    except Exception as error:
        print(type(error).__name__, error)
