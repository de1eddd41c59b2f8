# except takes classes and nested tuples, evaluated lazily in order; other things raise TypeError.
def kinds(name, *classes):
    print("evaluate", name)
    return classes

try:
    raise KeyError("k")
except kinds("first", ValueError):
    print("no")
except kinds("second", TypeError, LookupError):
    print("yes")
except kinds("third", Exception):
    print("never evaluated")
def attempt(spec):
    try:
        try:
            raise ValueError("v")
        except spec:
            print("matched")
    except Exception as error:
        print(type(error).__name__, error, repr(error.__context__))

attempt((KeyError, (TypeError, ValueError)))
attempt(())
attempt(5)
attempt("ValueError")
attempt((KeyError, 5))
attempt((ValueError, 5))
attempt(int)
attempt(object)
attempt(None)
attempt(ValueError("instance"))
errors = [KeyError, ValueError]
attempt(tuple(errors))
try:
    try:
        raise ValueError("v")
    except undefined_name:
        pass
except NameError as error:
    print(error, repr(error.__context__))
