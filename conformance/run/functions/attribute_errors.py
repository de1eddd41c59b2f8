# Attributes of functions that cannot be set so.
def told(function, *arguments, **keywords):
    try:
        print(function(*arguments, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


def f(a=1, *, b=2):
    pass
for name in "__name__", "__qualname__", "__defaults__", "__kwdefaults__", "__annotations__", "__type_params__", "__code__", "__dict__":
    told(setattr, f, name, 5)
for name in "__name__", "__qualname__", "__code__", "__dict__", "__type_params__", "__globals__", "__closure__":
    told(delattr, f, name)
told(setattr, f, "__globals__", {})
told(setattr, f, "__closure__", ())
told(f.__get__, None, None)
told(f.__get__, None)
del f.__defaults__, f.__kwdefaults__, f.__annotations__
print(f.__defaults__, f.__kwdefaults__, f.__annotations__)
told(f)
def outer():
    def inner():
        return cell
    print(inner.__closure__)
    told(lambda: inner.__closure__[0].cell_contents)
    cell = 1
    told(lambda: inner.__closure__[0].cell_contents)
    inner.__closure__[0].cell_contents = 5
    print(cell)
    del inner.__closure__[0].cell_contents
    told(inner)
outer.__closure__ is None and told(lambda: 0)
