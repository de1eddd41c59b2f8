# Objects that all have one hash.
# ends: fuel
class C:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        return self is other

seen = set()
for i in range(100_000):
    seen.add(C())
