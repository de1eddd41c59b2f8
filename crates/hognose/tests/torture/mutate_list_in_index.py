# A list that is emptied by the index into it.
# ends: IndexError
# limits: 4
class C:
    def __index__(self):
        data.clear()
        return 5

data = list(range(10))
data[C()]
