# Names that are not there.
def told(function, *arguments, **keywords):
    try:
        print(function(*arguments, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


def local():
    del x
    x = 1
def twice():
    x = 1
    del x
    del x
def cell():
    def inner():
        return y
    del y
    y = 1
def free():
    def inner():
        nonlocal z
        del z
        del z
    z = 1
    inner()
def loops():
    for i in []:
        pass
    return i
def handler():
    try:
        1 / 0
    except ZeroDivisionError as error:
        pass
    return error
for function in local, twice, cell, free, loops, handler:
    told(function)
def glob():
    global nowhere
    del nowhere
told(glob)
class Body:
    try:
        del nope
    except NameError as error:
        print(error)
