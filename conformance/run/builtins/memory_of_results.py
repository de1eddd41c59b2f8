# Built-ins return fresh containers that do not alias their input.
source = [[1], [2]]
for copied in (list(source), source[:], source.copy(), [*source], sorted(source), list(tuple(source)), source + [], source * 1):
    copied.append("x")
    copied[0].append("shared")
print(source, len(source[0]))
d = {"k": []}
for copied in (dict(d), d.copy(), {**d}, d | {}, dict(d.items())):
    copied["new"] = 1
    copied["k"].append(1)
print(d)
s = {1}
for copied in (set(s), s.copy(), s | set(), {*s}):
    copied.add(2)
print(s)
t = (1, 2)
print(tuple(t) is t, t + () == t, list(t) == [1, 2], frozenset(s) == s, str("abc") == "abc", bytes(b"a") == b"a")
