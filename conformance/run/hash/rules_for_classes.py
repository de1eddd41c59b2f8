# __eq__ without __hash__ makes instances unhashable; __hash__ results are checked and reduced.
class OnlyEq:
    def __eq__(self, other):
        return True

class Sub(OnlyEq):
    __hash__ = object.__hash__

class NoHash:
    __hash__ = None

class Custom:
    def __init__(self, value):
        self.value = value
    def __hash__(self):
        return self.value

print(OnlyEq.__hash__, hash(Sub()) is not None, hash(Custom(5)), hash(Custom(2 ** 70)), hash(Custom(-1)), hash(Custom(True)))
for value in (OnlyEq(), NoHash(), Custom("a"), Custom(None), Custom(1.0)):
    try:
        print(hash(value))
    except TypeError as error:
        print(error)
    try:
        {value: 1}
    except TypeError as error:
        print(error)
    try:
        {value}
    except TypeError as error:
        print(error)
class Plain:
    pass

p = Plain()
print(hash(p) == hash(p), p == p, p == Plain(), p in {p}, Plain() in {p})
