# A comparison inside a sort that loops.
# ends: fuel
class C:
    def __lt__(self, other):
        while True:
            pass

[C(), C()].sort()
