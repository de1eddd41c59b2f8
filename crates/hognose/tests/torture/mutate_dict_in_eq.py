# A dict that is emptied while a key is looked up.
# ends: done or RuntimeError
# limits: 4
class C:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        table.clear()
        return False

table = {}
for _ in range(100):
    table[C()] = 1
