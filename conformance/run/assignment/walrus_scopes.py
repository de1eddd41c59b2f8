# Where a walrus binds: in the enclosing function of a comprehension, in conditions, in arguments.
if (n := len("abc")) > 2:
    print(n)
print([last := i for i in range(3)], last)
def f(data):
    while chunk := data[:2]:
        data = data[2:]
        print(chunk)
    any((hit := c) == "x" for c in "abxcd")
    return hit, [y := 1, y + 1], chunk

print(f("abcde"))
print((lambda: (z := 5) + z)())
def g():
    total = 0
    values = [total := total + v for v in range(5)]
    return values, total

print(g())
print(pow(base := 2, 3), base, {(k := "key"): k}, (t := (1, 2))[0], t)
