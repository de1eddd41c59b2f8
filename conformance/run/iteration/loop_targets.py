# A for loop may store into attributes, items, slices and nested patterns.
class O: pass

o, d, l = O(), {}, [0] * 3
for o.attr in range(3): pass
for d["key"] in "xyz": pass
for l[1] in (5, 6): pass
for l[2:] in ([7, 8], "ab"): pass
print(o.attr, d, l)
for i, d[i] in enumerate("ab"): pass
for (a, b), *c in [((1, 2), 3, 4)]: print(a, b, c)
for x, in [(1,), (2,)]: print(x, end=" ")
for [y, z] in zip("ab", "cd"): print(y + z, end=" ")
for d[len(d)], o.z in [(1, 2), (3, 4)]: pass
print(d, o.z)
for w in 1, 2, *[3, 4]: print(w, end=" ")
for k in {"a": 1} | {"b": 2}: print(k, end=" ")
for k, v in {"a": 1}.items(): print(k, v)
