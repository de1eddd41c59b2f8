# Writes to classes and instances that are refused.
def told(function, *arguments, **keywords):
    try:
        print(function(*arguments, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


class A:
    pass
class B(A):
    pass
class C:
    __slots__ = ("c",)
def bases(cls, value):
    cls.__bases__ = value
told(bases, A, (B,))
told(bases, B, ())
told(bases, B, 5)
told(bases, B, (5,))
told(bases, A, (object,))
told(bases, B, (int,))
told(delattr, A, "__bases__")
told(delattr, A(), "__class__")
told(delattr, A, "__name__")
told(delattr, A, "__module__")
told(delattr, A(), "__dict__")
told(setattr, A(), "__dict__", 5)
told(setattr, A(), "__class__", 5)
told(setattr, A(), "__class__", C)
told(setattr, A(), "__class__", int)
told(setattr, C(), "d", 1)
told(delattr, C(), "c")
told(setattr, A, "__name__", 5)
told(setattr, A, "__name__", "x\0y")
told(setattr, A, "__qualname__", 5)
told(setattr, int, "x", 5)
told(setattr, 5, "x", 5)
told(setattr, object(), "x", 5)
told(setattr, A(), 5, 5)
told(getattr, A(), 5)
told(getattr, A(), "nope")
told(delattr, A(), "nope")
told(object.__new__, A, 1)
told(object, 1)
told(A, 1)
told(object.__new__)
told(object.__new__, 5)
told(object.__new__, int)
told(int.__new__, str)
told(type, 1, 2)
told(type, 1, (), {})
told(type, "x", 5, {})
told(type, "x", (5,), {})
told(type, "x", (A, A), {})
told(type, "x", (A, B), {})
told(type, "x", (bool,), {})
told(type, "x", (int, str), {})
told(type, "x\0", (), {})
