# Functions are objects with writable attributes.
def f(a, b=1, *args, c=2, **kw):
    "The doc."
    x = 1
    return x

f.custom = 5
print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__defaults__, f.__kwdefaults__, f.custom, f.__dict__, f.__closure__)
f.__name__ = "renamed"
f.__doc__ = None
print(f.__name__, f.__qualname__, f.__doc__, callable(f), type(f).__name__)
print(f.__code__.co_name, f.__code__.co_argcount, f.__code__.co_varnames, f.__code__.co_kwonlyargcount, f.__code__.co_posonlyargcount)
def outer():
    def inner():
        pass
    return inner, lambda: 0

print([g.__qualname__ for g in outer()])
class C:
    def m(self):
        pass
    class D:
        def n(self):
            pass

print(C.m.__qualname__, C.D.n.__qualname__, C().m.__name__, C.D.__qualname__)
for case in (lambda: f.nope, lambda: setattr(f, "__name__", 5), lambda: f.__class__.nope, lambda: delattr(f, "custom") or f.custom):
    try:
        case()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
