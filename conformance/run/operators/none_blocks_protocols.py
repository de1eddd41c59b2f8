# Setting a special method to None turns the protocol off.
class NoIter(list):
    __iter__ = None
class NoHash:
    __hash__ = None
class NoContains(list):
    __contains__ = None
class NoAdd:
    __add__ = None
class NoRadd:
    __radd__ = None
class NoReversed(dict):
    __reversed__ = None
class NoBool:
    __bool__ = None
class NoLt(int):
    __lt__ = None

for case in (lambda: iter(NoIter()), lambda: hash(NoHash()), lambda: 1 in NoContains(), lambda: NoAdd() + 1, lambda: 1 + NoRadd(), lambda: reversed(NoReversed()), lambda: bool(NoBool()), lambda: [*NoIter([1])], lambda: NoLt(1) < 2, lambda: 1 in NoIter([1])):
    try:
        print(case())
    except TypeError as error:
        print(error)
