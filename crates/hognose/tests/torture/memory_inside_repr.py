# A repr that keeps memory.
# ends: memory
kept = []
class C:
    def __repr__(self):
        while True:
            kept.append('x' * 1000)

print([C()])
