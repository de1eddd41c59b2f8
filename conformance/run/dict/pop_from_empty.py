# pop() of an empty dict does not hash its key.
class Key:
    def __hash__(self):
        print("hashed")
        return 1


for key in [], Key():
    try:
        {}.pop(key)
    except KeyError as error:
        print("KeyError", error.args[0] is key)
    print({}.pop(key, "default"))
try:
    {1: 2}.pop([])
except TypeError as error:
    print(error)
emptied = {1: 2}
del emptied[1]
print(emptied.pop([], 3))
print({1: 2}.pop(Key(), 4))
