# len() of an object whose __len__ gives what is no length.
class N:
    def __init__(self, length):
        self.length = length

    def __len__(self):
        return self.length


class Index:
    def __index__(self):
        return -2**70


for length in -1, -2**70, 2**70, Index(), "a", True:
    for measure in len, bool:
        try:
            print(measure(N(length)))
        except (ValueError, OverflowError, TypeError) as error:
            print(type(error).__name__, error)
