# `in` prefers __contains__, then __iter__, then __getitem__.
class Contains:
    def __contains__(self, item):
        print("contains", item)
        return "truthy"
    def __iter__(self):
        return iter([])

class Iter:
    def __iter__(self):
        print("iter")
        return iter([1, 2, 3])

class GetItem:
    def __getitem__(self, index):
        print("getitem", index)
        if index > 2:
            raise IndexError
        return index * 10

class Refuses:
    __contains__ = None
    def __iter__(self):
        return iter([1])

print(5 in Contains(), 5 not in Contains())
print(2 in Iter(), 9 in Iter())
print(10 in GetItem(), 99 in GetItem())
for thing in (5, Refuses(), None):
    try:
        print(1 in thing)
    except TypeError as error:
        print(error)
try:
    print(1 in "abc")
except TypeError as error:
    print(error)
