# A list that is emptied while it is compared.
# ends: done
# limits: 4
class C:
    def __eq__(self, other):
        data.clear()
        return True

data = [C() for _ in range(100)]
print(data == [1] * 100)
