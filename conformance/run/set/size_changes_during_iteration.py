# Changing the size during iteration raises at the next step.
s = {1, 2, 3}
try:
    for x in s:
        print(x)
        s.add(x + 100)
except RuntimeError as error:
    print(error)
t = {1, 2, 3}
try:
    for x in t:
        t.discard(x)
except RuntimeError as error:
    print(error)
u = {1}
for x in u:
    u.add(2)
    break
print(u)
v = {1, 2}
for x in v:
    v.add(1)
print(v)
