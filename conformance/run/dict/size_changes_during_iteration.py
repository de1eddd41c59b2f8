# Adding or removing keys during iteration raises; replacing values does not.
d = {1: 1, 2: 2, 3: 3}
for k in d:
    d[k] = k * 10
print(d)
def attempt(mutate, view):
    d = {1: 1, 2: 2, 3: 3}
    seen = []
    try:
        for item in view(d):
            seen.append(item)
            mutate(d)
    except RuntimeError as error:
        print(error, seen)
    else:
        print("no error", seen)

attempt(lambda d: d.update({len(d) + 1: 0}), lambda d: d)
attempt(lambda d: d.pop(1, None), lambda d: d)
attempt(lambda d: d.clear(), lambda d: d.items())
attempt(lambda d: d.update({9: 0}), lambda d: d.values())
attempt(lambda d: (d.pop(max(d)), d.update({max(d) + 10: 0})), lambda d: d)
attempt(lambda d: d.update({9: 0}), lambda d: list(d))
attempt(lambda d: d.update({9: 0}), lambda d: reversed(d))
last = {1: 1}
for k in last:
    last[2] = 2
    break
print(last)
