# A set that can be hashed is looked for by its hash.
class H(set):
    def __hash__(self): return 5
h = H(); s = {h}
print(h in s)
try: s.remove(h); print("removed")
except KeyError as e: print("KeyError", e)
s = {H()}
s.discard(H([1])); print(len(s), H([1]) in s, H() in s)
class Plain(set): pass
print(Plain([1]) in {frozenset([1])})
