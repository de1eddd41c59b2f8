# Endless recursion in comparisons, hashes and truth is RecursionError.
def told(function, *arguments, **keywords):
    try:
        print(function(*arguments, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


class Endless:
    def __eq__(self, other):
        return self == other
    def __lt__(self, other):
        return self < other
    def __hash__(self):
        return hash(self)
    def __bool__(self):
        return not self
    def __len__(self):
        return len(self)
    def __contains__(self, item):
        return item in self
e, other = Endless(), Endless()
told(lambda: e == other)
told(lambda: e < other)
told(lambda: e in [other])
told(lambda: [e] == [other])
told(lambda: (e,) < (other,))
told(sorted, [e, other])
told(lambda: {e})
told(hash, e)
told(bool, e)
told(len, e)
told(lambda: 1 in e)
told(min, e, other)
told([other].index, e)
told([other].count, e)
told({1: e}.__eq__, {1: other})
