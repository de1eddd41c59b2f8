# bytearray.extend() takes an empty text, which has no item that is no int.
b = bytearray(b"a")
print(b.extend(""), b)
try:
    b.extend("b")
except TypeError as error:
    print(error)
