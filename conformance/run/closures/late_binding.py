# Closures see the variable, not the value at creation.
functions = [lambda: i for i in range(3)]
print([f() for f in functions])
def make():
    result = []
    for i in range(3):
        result.append(lambda: i)
    i = "after"
    return result

print([f() for f in make()])
def outer():
    def inner():
        return x
    x = 1
    first = inner()
    x = 2
    return first, inner()

print(outer())
def unbound():
    def inner():
        return later
    try:
        inner()
    except NameError as error:
        print(type(error).__name__, error)
    later = 5
    return inner()

print(unbound())
