# Decorator expressions are evaluated top down and applied bottom up.
def deco(name):
    print("evaluate", name)
    def apply(function):
        print("apply", name, function.__name__)
        def wrapper(*args, **kwargs):
            print("enter", name)
            result = function(*args, **kwargs)
            print("leave", name)
            return result
        wrapper.__name__ = f"{name}({function.__name__})"
        return wrapper
    return apply

def default():
    print("default evaluated")
    return 1

@deco("outer")
@deco("inner")
def f(x=default()):
    print("body", x)
    return x * 2

print(f(5), f.__name__)
print(f())
