# The first item that is no byte ends an endless source.
class Endless:
    def __getitem__(self, index):
        return index


try:
    bytes(Endless())
except ValueError as error:
    print(error)
print(bytes(i for i in range(5)))
try:
    bytes(x for x in ["a"])
except TypeError as error:
    print(error)
