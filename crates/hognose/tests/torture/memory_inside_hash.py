# A hash that keeps memory.
# ends: memory
kept = []
class C:
    def __hash__(self):
        while True:
            kept.append('x' * 1000)

{C(): 1}
