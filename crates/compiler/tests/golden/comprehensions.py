def squares(n):
    return [i * i for i in range(n) if i % 2]

def adders():
    return [lambda x: x + i for i in range(3)]

pairs = {a: b for a, b in source}
total = sum(x for x in pairs)
if any((found := x) > 3 for x in pairs):
    print(found)
