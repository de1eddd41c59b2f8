# Indices: negative, out of range, of wrong type; item assignment and deletion.
a = [10, 20, 30]
print(a[0], a[-1], a[-3], a[True])
a[1] = "b"
a[-1] = "c"
del a[0]
print(a)
class One:
    def __index__(self):
        return 1

print(a[One()])
def assign(index):
    a[index] = 0
def delete(index):
    del a[index]

for index in (2, -3, "0", 1.0, None, 2 ** 80, (0, 1)):
    for function in (a.__getitem__, assign, delete):
        try:
            function(index)
        except Exception as error:
            print(type(error).__name__, error)
