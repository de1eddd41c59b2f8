# A generator made in the header of the for that consumes it is closed when the loop is left.
def g(name):
    try:
        for i in range(3):
            yield i
    finally:
        print("closed", name)

for x in g("break"):
    break
print("after break")
def f():
    for x in g("return"):
        return x

print(f())
try:
    for x in g("raise"):
        raise ValueError("body")
except ValueError as error:
    print(error)
kept = g("kept")
for x in kept:
    break
print("still open", next(kept))
kept.close()
for x in g("outer"):
    for y in g("inner"):
        break
    break
for x in g("exhausted"):
    pass
