# A comparison that keeps memory.
# ends: memory
kept = []
class C:
    def __eq__(self, other):
        while True:
            kept.append('x' * 1000)

[C()] == [C()]
