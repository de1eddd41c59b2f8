# __slots__ that cannot be.
def told(function, *arguments, **keywords):
    try:
        print(function(*arguments, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


def make(slots, *bases, **more):
    return type("C", bases, {"__slots__": slots, **more}).__name__
class WithDict:
    pass
class WithoutDict:
    __slots__ = ()
told(make, ("__dict__",), WithDict)
told(make, ("__dict__", "__dict__"))
told(make, ("__weakref__",), WithDict)
told(make, ("__weakref__", "__weakref__"))
told(make, ("__dict__", "__weakref__"), WithoutDict)
told(make, (1,))
told(make, 5)
told(make, ("a b",))
told(make, ("a",), a=1)
told(make, ("a",), int)
told(make, ("a",), tuple)
told(make, (), int)
told(make, "a")
told(make, ["a", "a"])
