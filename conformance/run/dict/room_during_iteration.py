# Keys that are removed and added during an iteration are seen, missed or noticed as CPython's table has it.
def walk(size, steps):
    d = {n: n for n in range(size)}
    seen = []
    try:
        for key in d:
            seen.append(key)
            if len(seen) <= steps:
                del d[max(d)]
                d[max(d, default=0) + 10] = 0
    except RuntimeError as error:
        seen.append(str(error))
    return seen, list(d)

for size in (1, 2, 3, 5, 6, 10):
    for steps in (1, 2, 3):
        print(size, steps, walk(size, steps))
d = dict.fromkeys(range(4))
it = iter(d)
print(next(it), d.popitem(), d.setdefault("new"), list(it), d)
