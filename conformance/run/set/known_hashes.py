# Hashes of the keys of sets and dicts are not asked for again.
class H(int):
    n = 0
    def __hash__(self): H.n += 1; return int(self)
d = dict.fromkeys(map(H, range(5))); a = H.n
s = set(d); b = H.n
dict.fromkeys(s); c = H.n
s.difference(d)
print(a, b, c, H.n)
