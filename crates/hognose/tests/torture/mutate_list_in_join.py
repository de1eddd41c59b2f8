# A list that is emptied while it is joined.
# ends: done or TypeError
# limits: 4
class C:
    def __str__(self):
        data.clear()
        return 'x'

data = [C() for _ in range(10)]
print(*data, sep='')
','.join(map(str, data))
