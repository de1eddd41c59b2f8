# Too many arguments for a set's subclass: the text names the subclass.
class S(set):
    pass


for kind in set, frozenset, S:
    try:
        kind([], 2)
    except TypeError as error:
        print(error)
