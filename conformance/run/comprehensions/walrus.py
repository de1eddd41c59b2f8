# A walrus inside binds in the enclosing function; conditions run left to right.
print([y for x in range(5) if (y := x * 2) > 3], y)
print([(last := x) for x in "abc"], last)
def f(values):
    running = 0
    totals = [running := running + v for v in values]
    first_big = next((big := t for t in totals if t > 3), None)
    return totals, running, first_big, big

print(f([1, 2, 3]))
def g():
    return any((witness := n) % 7 == 0 for n in range(8, 20)), witness

print(g())
print({(k := str(i)): k * i for i in range(3)}, k)
def h():
    global made
    return [made := i for i in range(2)]

print(h(), made)
def inner():
    total = 0
    def add(n):
        nonlocal total
        return [total := total + i for i in range(n)]
    return add(3), add(3), total

print(inner())
