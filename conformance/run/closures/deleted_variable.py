# Deleting a captured variable makes later reads fail.
def f():
    x = 1
    def read():
        return x
    print(read())
    del x
    try:
        read()
    except NameError as error:
        print(type(error).__name__, error)
    try:
        x
    except NameError as error:
        print(type(error).__name__, error)
    try:
        del x
    except NameError as error:
        print(type(error).__name__, error)
    x = 2
    return read()

print(f())
def handler_name():
    e = "before"
    def read():
        return e
    try:
        raise ValueError("v")
    except ValueError as e:
        print(read())
    try:
        read()
    except NameError as error:
        print(error)

handler_name()
