# Unpacking asks the iterator for one item more than it has targets.
class Counter:
    def __init__(self, stop):
        self.n, self.stop = 0, stop
    def __iter__(self):
        print("iter")
        return self
    def __next__(self):
        self.n += 1
        print("next", self.n)
        if self.n > self.stop:
            raise StopIteration
        return self.n

a, b = Counter(2)
print(a, b)
try:
    a, b = Counter(5)
except ValueError as error:
    print(error)
a, *b = Counter(3)
print(a, b)
