# global at function level, nonlocal across levels, and their interplay.
x = 1
def set_global():
    global x, created
    x = 2
    created = "new"

set_global()
print(x, created)
def outer():
    x = 10
    def middle():
        nonlocal x
        x = 20
        def inner():
            global x
            x = 30
        inner()
        return x
    return middle(), x

print(outer(), x)
class C:
    global y
    y = 5
    z = 6

print(y, hasattr(C, "y"), C.z)
def delete():
    global y
    del y

delete()
try:
    print(y)
except NameError as error:
    print(error)
def for_global():
    global i
    for i in range(3):
        pass

for_global()
print(i)
