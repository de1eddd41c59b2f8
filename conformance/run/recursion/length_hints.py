# A length that no memory holds is refused before the first item is fetched.
class Announced:
    def __len__(self):
        return 10 ** 12
    def __iter__(self):
        print("iter")
        return iter([])
array = [1] * 4
def extended(value):
    array[::2] = value
for build in list, tuple, sorted, array.extend, ",".join, extended:
    for value in range(10 ** 12), Announced():
        try:
            print(build(value))
        except MemoryError:
            print("MemoryError")
